//! `roundtable doctor`: checks what a running site needs and says what to mend.

use std::process::ExitCode;

use crate::{config::ServeArgs, mail::Transport, values::tzdb_version};

/// The outcome of one check: what was seen, or what to mend.
type Finding = Result<String, String>;

pub(super) async fn doctor(args: &ServeArgs) -> anyhow::Result<ExitCode> {
    let findings = [
        ("Database", database(args).await),
        ("Mail", mail(args).await),
        ("Replies", Ok(replies(args))),
        (
            "Time zones",
            Ok(format!("IANA database {} (built in)", tzdb_version())),
        ),
        ("Base URL", base_url(args)),
    ];
    let mut sound = true;
    for (what, finding) in findings {
        match finding {
            Ok(seen) => println!("ok    {what}: {seen}"),
            Err(mend) => {
                sound = false;
                println!("mend  {what}: {mend}");
            }
        }
    }
    Ok(if sound {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

async fn database(args: &ServeArgs) -> Finding {
    let shown = crate::db::redact(&args.database.database_url);
    let db = super::open(&args.database).await.map_err(|error| {
        format!(
            "{error:#}. Check DATABASE_URL, and that the server runs and the folder is writable."
        )
    })?;
    let pending = db
        .pending_migrations()
        .await
        .map_err(|error| error.to_string())?;
    if pending > 0 {
        return Err(format!(
            "{shown} lacks {pending} migrations. Run: roundtable migrate"
        ));
    }
    let users = crate::auth::accounts::page(db.read(), 0, 1)
        .await
        .map_err(|e| e.to_string())?
        .1;
    if users == 0 {
        return Err(format!(
            "{shown} has no staff account. Run: roundtable user add"
        ));
    }
    Ok(format!("{shown}, up to date, {users} staff accounts"))
}

async fn mail(args: &ServeArgs) -> Finding {
    let mend = "Check ROUNDTABLE_MAIL and ROUNDTABLE_MAIL_FROM.";
    let transport = Transport::open(&args.mail, &args.mail_from)
        .map_err(|error| format!("{error:#}. {mend}"))?;
    transport
        .test()
        .await
        .map_err(|error| format!("{}: {error:#}. {mend}", args.mail))?;
    Ok(format!("{} from {}", args.mail, args.mail_from))
}

/// Whether answers that calendars send can come in, and whether they count without another press. Neither is needed to run:
/// guests answer on their pages as well.
fn replies(args: &ServeArgs) -> String {
    let incoming = args.incoming.settings();
    let ways = [
        (args.lmtp.is_some(), "LMTP"),
        (args.imap.is_some(), "IMAP"),
        (incoming.secret.is_some(), "HTTP"),
    ];
    let ways: Vec<&str> = ways
        .into_iter()
        .filter_map(|(open, way)| open.then_some(way))
        .collect();
    let how = if ways.is_empty() {
        "only through `roundtable mail ingest`; none of ROUNDTABLE_LMTP, ROUNDTABLE_IMAP and ROUNDTABLE_MAIL_INCOMING_SECRET is set".to_owned()
    } else {
        format!(
            "by {} and through `roundtable mail ingest`",
            ways.join(", ")
        )
    };
    let vouched = !incoming.servers.is_empty() || incoming.way_authenticates;
    if vouched {
        return format!("they come in {how}");
    }
    format!(
        "they come in {how}; each guest is asked to confirm, because ROUNDTABLE_MAIL_TRUSTED_AUTHSERV names nobody who \
         vouches for senders"
    )
}

fn base_url(args: &ServeArgs) -> Finding {
    let url = super::serve::base_url(&args.base_url).map_err(|error| format!("{error:#}"))?;
    let local = matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"));
    if url.scheme() != "https" && !local {
        return Err(format!(
            "{url} is not https. Set ROUNDTABLE_BASE_URL to the address people use."
        ));
    }
    Ok(if local {
        format!("{url} (this machine only)")
    } else {
        url.to_string()
    })
}
