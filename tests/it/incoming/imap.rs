//! Mail that waits in a mailbox, on a real IMAP server (dovecot).

use std::{
    fs,
    os::unix::fs::{MetadataExt, chown},
    path::Path,
    process::{Child, Command},
    time::Duration,
};

use roundtable::{db::Db, invitations::take_in_unread, mail::InboxAddress, values::Partstat};
use sea_orm::ConnectionTrait;

use super::{ANN, invited, log, mail};

/// Whom the server runs as where we are root, which it refuses to be.
const NOBODY: u32 = 65_534;

/// A server with one mailbox; it ends with the test.
struct Server {
    folder: tempfile::TempDir,
    owner: u32,
    port: u16,
    child: Child,
}

impl Server {
    /// Nothing where dovecot is not installed.
    async fn start() -> Option<Self> {
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
        fs::write(&settings, conf(folder.path(), port, (own, owner))).unwrap();
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
        format!("imap://ann:{password}@127.0.0.1:{}/INBOX", self.port)
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
        let files = fs::read_dir(self.folder.path().join("mail/cur")).unwrap();
        let names = files.map(|file| file.unwrap().file_name().into_string().unwrap());
        names
            .filter(|name| {
                let flags = name.split_once(":2,").map(|(_, flags)| flags.to_owned());
                flags.is_some_and(|flags| flags.contains('S'))
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
