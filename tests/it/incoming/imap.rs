//! Mail that waits in a mailbox, on a real IMAP server (dovecot).

use std::{
    fs,
    os::unix::fs::{MetadataExt, chown},
    path::Path,
    process::{Child, Command},
    time::Duration,
};

use roundtable::{db::Db, invitations::take_in_unread, mail::InboxAddress, values::Partstat};
use sea_orm::{ConnectionTrait, DbBackend};

use super::{ANN, invited, log, mail};

/// Whom the server runs as where we are root, which it refuses to be.
const NOBODY: u32 = 65_534;

/// A server with one mailbox; it ends with the test.
struct Server {
    folder: tempfile::TempDir,
    owner: u32,
    port: u16,
    child: Child,
    is_encrypted: bool,
}

impl Server {
    /// Nothing where dovecot is not installed.
    async fn start() -> Option<Self> {
        Self::serve(false).await
    }

    /// With a certificate of its own. Nothing where dovecot or openssl is not installed.
    async fn start_encrypted() -> Option<Self> {
        Self::serve(true).await
    }

    async fn serve(is_encrypted: bool) -> Option<Self> {
        let program = ["/usr/sbin/dovecot", "/usr/local/sbin/dovecot"];
        let Some(program) = program.into_iter().find(|path| Path::new(path).exists()) else {
            println!("skipped: dovecot is not installed (Debian: dovecot-imapd)");
            return None;
        };
        let folder = tempfile::tempdir().unwrap();
        let own = fs::metadata(folder.path()).unwrap().uid();
        let owner = if own == 0 { NOBODY } else { own };
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        drop(listener);
        for part in ["", "new", "cur", "tmp"] {
            let path = folder.path().join("mail").join(part);
            fs::create_dir_all(&path).unwrap();
            if own == 0 {
                chown(&path, Some(NOBODY), Some(NOBODY)).unwrap();
            }
        }
        // Whoever serves the mailbox must reach it.
        let open = std::os::unix::fs::PermissionsExt::from_mode(0o755);
        fs::set_permissions(folder.path(), open).unwrap();
        let settings = folder.path().join("dovecot.conf");
        let mut text = conf(folder.path(), port, (own, owner));
        if is_encrypted {
            text = encrypted(folder.path(), &text)?;
        }
        fs::write(&settings, text).unwrap();
        let child = Command::new(program)
            .arg("-F")
            .arg("-c")
            .arg(&settings)
            .spawn()
            .unwrap();
        let server = Self {
            folder,
            owner,
            port,
            child,
            is_encrypted,
        };
        for _ in 0..100 {
            if tokio::net::TcpStream::connect(("127.0.0.1", port))
                .await
                .is_ok()
            {
                return Some(server);
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        let told = fs::read_to_string(server.folder.path().join("log")).unwrap_or_default();
        panic!("dovecot does not listen: {told}");
    }

    fn address(&self, password: &str) -> InboxAddress {
        let scheme = if self.is_encrypted { "imaps" } else { "imap" };
        format!("{scheme}://ann:{password}@127.0.0.1:{}/INBOX", self.port)
            .parse()
            .unwrap()
    }

    /// A mail arrives.
    fn deliver(&self, name: &str, raw: &str) {
        let path = self.folder.path().join("mail/new").join(name);
        fs::write(&path, raw).unwrap();
        if self.owner == NOBODY {
            chown(&path, Some(NOBODY), Some(NOBODY)).unwrap();
        }
    }

    /// How many mails are marked as read.
    fn read(&self) -> usize {
        self.marked('S')
    }

    /// How many mails bear this flag of a maildir.
    fn marked(&self, flag: char) -> usize {
        let files = fs::read_dir(self.folder.path().join("mail/cur")).unwrap();
        let names = files.map(|file| file.unwrap().file_name().into_string().unwrap());
        names
            .filter(|name| {
                let flags = name.split_once(":2,").map(|(_, flags)| flags.to_owned());
                flags.is_some_and(|flags| flags.contains(flag))
            })
            .count()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Asked to, it ends its helpers as well.
        let _ = Command::new("kill")
            .arg(self.child.id().to_string())
            .status();
        let _ = self.child.wait();
    }
}

fn conf(folder: &Path, port: u16, (own, owner): (u32, u32)) -> String {
    let folder = folder.display();
    let users = if own == 0 {
        String::new()
    } else {
        let name = Command::new("id").arg("-un").output().unwrap().stdout;
        let name = String::from_utf8(name).unwrap();
        let name = name.trim();
        format!("default_internal_user = {name}\ndefault_login_user = {name}\n")
    };
    format!(
        "base_dir = {folder}/run\nstate_dir = {folder}/state\nlog_path = {folder}/log\nprotocols = imap\n\
         listen = 127.0.0.1\nssl = no\ndisable_plaintext_auth = no\nmail_location = maildir:{folder}/mail\n{users}\
         auth_failure_delay = 0\n\
         passdb {{\n driver = static\n args = password=secret\n}}\n\
         userdb {{\n driver = static\n args = uid={owner} gid={owner} home={folder}/mail\n}}\n\
         service imap-login {{\n chroot =\n inet_listener imap {{\n port = {port}\n }}\n}}\nservice anvil {{\n chroot =\n}}\n"
    )
}

/// The same with TLS from the first byte, by a certificate that nobody knows; nothing where openssl cannot make one.
fn encrypted(folder: &Path, plain: &str) -> Option<String> {
    let (key, cert) = (folder.join("key.pem"), folder.join("cert.pem"));
    let made = Command::new("openssl")
        .args(["req", "-x509", "-newkey", "ec", "-nodes", "-days", "2"])
        .args(["-pkeyopt", "ec_paramgen_curve:prime256v1"])
        .args(["-subj", "/CN=localhost"])
        .args(["-addext", "subjectAltName=IP:127.0.0.1"])
        .args(["-addext", "basicConstraints=critical,CA:FALSE"])
        .arg("-keyout")
        .arg(&key)
        .arg("-out")
        .arg(&cert)
        .output();
    if !made.is_ok_and(|made| made.status.success()) {
        println!("skipped: openssl makes no certificate");
        return None;
    }
    let tls = format!(
        "ssl = required\nssl_cert = <{}\nssl_key = <{}",
        cert.display(),
        key.display()
    );
    let text = plain.replace("ssl = no", &tls);
    // The listener without TLS is switched off.
    Some(text.replace(
        "inet_listener imap {\n port",
        "inet_listener imap {\n port = 0\n }\n inet_listener imaps {\n ssl = yes\n port",
    ))
}

async fn run(db: &Db, statement: &str) {
    db.read().execute_unprepared(statement).await.unwrap();
}

#[tokio::test]
async fn what_is_unread_is_taken_in_and_marked_only_once_it_is_kept() {
    let Some(server) = Server::start().await else {
        return;
    };
    let table = invited().await;
    let (state, address) = (&table.app.app.state, server.address("secret"));
    server.deliver("1.a.test", &mail(&table, ANN, "accepted").await);
    server.deliver("2.b.test", "Subject: hello\n\nNo calendar here.\n");
    run(&state.db, "ALTER TABLE inbound_mails RENAME TO gone").await;
    assert!(take_in_unread(state, &address).await.is_err());
    assert_eq!(server.read(), 0, "it stays unread");
    run(&state.db, "ALTER TABLE gone RENAME TO inbound_mails").await;
    assert_eq!(take_in_unread(state, &address).await.unwrap(), 2);
    assert_eq!(server.read(), 2);
    assert_eq!(table.guest("ann").await.partstat, Partstat::Accepted);
    assert_eq!(log(&table.app).await.len(), 2);
    assert_eq!(take_in_unread(state, &address).await.unwrap(), 0);
}

/// Nothing larger than this is kept: what a mail that cannot be taken in looks like from here.
async fn refuse_large(db: &Db) {
    let refusal = if db.read().get_database_backend() == DbBackend::Postgres {
        "ALTER TABLE inbound_mails ADD CONSTRAINT small CHECK (message_id <> 'poison@funder.example')"
    } else {
        "CREATE TRIGGER small BEFORE UPDATE ON inbound_mails WHEN NEW.message_id = 'poison@funder.example' \
         BEGIN SELECT RAISE(ABORT, 'no'); END"
    };
    run(db, refusal).await;
}

#[tokio::test]
async fn a_mail_that_cannot_be_taken_in_holds_up_none_behind_it() {
    let Some(server) = Server::start().await else {
        return;
    };
    let table = invited().await;
    let (state, address) = (&table.app.app.state, server.address("secret"));
    refuse_large(&state.db).await;
    let good = mail(&table, ANN, "accepted").await;
    let poison = good.replace("<accepted@", "<poison@");
    server.deliver("1.a.test", &poison);
    server.deliver("2.b.test", &good);
    let told = take_in_unread(state, &address).await.unwrap_err();
    assert!(format!("{told:#}").contains("1 of 2"), "{told:#}");
    assert_eq!(table.guest("ann").await.partstat, Partstat::Accepted);
    assert_eq!(server.marked('S'), 1, "it stays unread");
    assert_eq!(server.marked('F'), 1, "and is marked for whoever looks");
    assert_eq!(log(&table.app).await.len(), 1);
}

#[tokio::test]
async fn over_tls_only_a_server_that_is_vouched_for_is_told_the_password() {
    let Some(server) = Server::start_encrypted().await else {
        return;
    };
    let table = invited().await;
    let state = &table.app.app.state;
    server.deliver("1.a.test", &mail(&table, ANN, "accepted").await);
    let stranger = server.address("secret");
    let told = take_in_unread(state, &stranger).await.unwrap_err();
    assert!(format!("{told:#}").contains("certificate"), "{told:#}");
    let vouched = InboxAddress {
        authority: Some(server.folder.path().join("cert.pem")),
        ..stranger
    };
    assert_eq!(take_in_unread(state, &vouched).await.unwrap(), 1);
    assert_eq!(table.guest("ann").await.partstat, Partstat::Accepted);
}

#[tokio::test]
async fn a_refused_password_is_told_without_it() {
    let Some(server) = Server::start().await else {
        return;
    };
    let app = crate::support::TestApp::new().await;
    let address = server.address("hunter2");
    let error = take_in_unread(&app.app.state, &address).await.unwrap_err();
    let told = format!("{error:#}");
    assert!(told.contains("refused the name or the password"), "{told}");
    assert!(!told.contains("hunter2"), "{told}");
}
