//! A mailbox on somebody's IMAP server: what is unread, and marking it as read.

use std::{fmt, path::Path, time::Duration};

use anyhow::{Context as _, ensure};
use async_imap::{Client, Session};
use futures_util::TryStreamExt as _;
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::TcpStream,
    time::timeout,
};
use tokio_rustls::rustls::{
    RootCertStore,
    pki_types::{CertificateDer, ServerName, pem::PemObject as _},
};

use crate::{mail::InboxAddress, tls};

/// How long we wait for a connection.
const PATIENCE: Duration = Duration::from_secs(30);

/// A connection, encrypted or not.
trait Wire: AsyncRead + AsyncWrite + Unpin + Send + fmt::Debug {}

impl<T: AsyncRead + AsyncWrite + Unpin + Send + fmt::Debug> Wire for T {}

/// An open mailbox.
pub(super) struct Mailbox {
    session: Session<Box<dyn Wire>>,
}

impl Mailbox {
    pub(super) async fn open(address: &InboxAddress) -> anyhow::Result<Self> {
        let wire = timeout(PATIENCE, connect(address)).await??;
        let mut client = Client::new(wire);
        let greeting = client.read_response().await?;
        greeting.context("the server hung up")?;
        let session = client.login(&address.user, &address.password).await;
        // What the server answers may repeat what it was told.
        let mut session =
            session.map_err(|_| anyhow::anyhow!("the server refused the name or the password"))?;
        session.select(&address.folder).await?;
        Ok(Self { session })
    }

    /// The numbers of the mails that are not read yet, the oldest first; those that could not be taken in before come last.
    pub(super) async fn unread(&mut self) -> anyhow::Result<Vec<u32>> {
        let mut all = Vec::new();
        for which in ["UNSEEN UNFLAGGED", "UNSEEN FLAGGED"] {
            let found = self.session.uid_search(which).await?;
            let mut found: Vec<u32> = found.into_iter().collect();
            found.sort_unstable();
            all.extend(found);
        }
        Ok(all)
    }

    /// The bytes of a mail, at most this many; it stays unread. Nothing if it is gone.
    pub(super) async fn fetch(
        &mut self,
        number: u32,
        most: usize,
    ) -> anyhow::Result<Option<Vec<u8>>> {
        let query = format!("BODY.PEEK[]<0.{most}>");
        let mails = self.session.uid_fetch(number.to_string(), query).await?;
        let mails: Vec<_> = mails.try_collect().await?;
        let mail = mails.iter().find(|mail| mail.uid == Some(number));
        Ok(mail.and_then(|mail| mail.body()).map(<[u8]>::to_vec))
    }

    pub(super) async fn mark_read(&mut self, number: u32) -> anyhow::Result<()> {
        self.mark(number, "+FLAGS.SILENT (\\Seen)").await
    }

    /// Marks a mail that could not be taken in, for whoever looks into the mailbox; it stays unread.
    pub(super) async fn mark_failed(&mut self, number: u32) -> anyhow::Result<()> {
        self.mark(number, "+FLAGS.SILENT (\\Flagged)").await
    }

    async fn mark(&mut self, number: u32, how: &str) -> anyhow::Result<()> {
        let marked = self.session.uid_store(number.to_string(), how).await?;
        let _: Vec<_> = marked.try_collect().await?;
        Ok(())
    }

    pub(super) async fn close(mut self) -> anyhow::Result<()> {
        Ok(self.session.logout().await?)
    }
}

/// Whom we let vouch for a server: the authority that is named, or else those the world knows.
async fn roots(named: Option<&Path>) -> anyhow::Result<RootCertStore> {
    let Some(named) = named else {
        return Ok(tls::known_roots());
    };
    let text = tokio::fs::read(named).await;
    let text = text.with_context(|| format!("cannot read {}", named.display()))?;
    let mut roots = RootCertStore::empty();
    for certificate in CertificateDer::pem_slice_iter(&text) {
        roots.add(certificate?)?;
    }
    ensure!(!roots.is_empty(), "{} has no certificate", named.display());
    Ok(roots)
}

async fn connect(address: &InboxAddress) -> anyhow::Result<Box<dyn Wire>> {
    let stream = TcpStream::connect((address.host.as_str(), address.port)).await?;
    ensure!(
        address.is_encrypted || stream.peer_addr()?.ip().is_loopback(),
        "without TLS only a server on this machine is talked to"
    );
    if !address.is_encrypted {
        return Ok(Box::new(stream));
    }
    let roots = roots(address.authority.as_deref()).await?;
    let name = ServerName::try_from(address.host.clone())?;
    let encrypted = tls::connector(roots)?.connect(name, stream);
    Ok(Box::new(encrypted.await?))
}
