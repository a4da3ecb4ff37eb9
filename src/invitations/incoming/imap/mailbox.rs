//! A mailbox on somebody's IMAP server: what is unread, and marking it as read.

use std::{fmt, sync::Arc, time::Duration};

use anyhow::{Context as _, ensure};
use async_imap::{Client, Session};
use futures_util::TryStreamExt as _;
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::TcpStream,
    time::timeout,
};
use tokio_rustls::{
    TlsConnector,
    rustls::{ClientConfig, RootCertStore, crypto::ring, pki_types::ServerName},
};

use crate::mail::InboxAddress;

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

    /// The numbers of the mails that are not read yet, the oldest first.
    pub(super) async fn unread(&mut self) -> anyhow::Result<Vec<u32>> {
        let found = self.session.uid_search("UNSEEN").await?;
        let mut found: Vec<u32> = found.into_iter().collect();
        found.sort_unstable();
        Ok(found)
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
        let marked = self
            .session
            .uid_store(number.to_string(), "+FLAGS.SILENT (\\Seen)")
            .await?;
        let _: Vec<_> = marked.try_collect().await?;
        Ok(())
    }

    pub(super) async fn close(mut self) -> anyhow::Result<()> {
        Ok(self.session.logout().await?)
    }
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
    let roots: RootCertStore = webpki_roots::TLS_SERVER_ROOTS.iter().cloned().collect();
    let provider = Arc::new(ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_root_certificates(roots)
        .with_no_client_auth();
    let name = ServerName::try_from(address.host.clone())?;
    let encrypted = TlsConnector::from(Arc::new(config)).connect(name, stream);
    Ok(Box::new(encrypted.await?))
}
