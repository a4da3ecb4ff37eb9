//! Fetching a file from an address that a stranger gave: the name is looked up once, the address that was checked is the one
//! that is connected to, every redirect is checked again, and no more is read than allowed.

use std::net::SocketAddr;

use http_body_util::{BodyExt as _, Empty, Limited};
use hyper::{
    Request, Response,
    body::{Bytes, Incoming},
    client::conn::http1,
    header,
};
use hyper_util::rt::TokioIo;
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::{TcpStream, lookup_host},
    task::AbortHandle,
};
use tokio_rustls::rustls::pki_types::ServerName;
use url::Url;

use super::{LARGEST, Reach, Refused, reach};
use crate::tls;

/// How often an address may lead on to another.
const REDIRECTS: usize = 3;

/// The bytes at an address.
pub(super) async fn fetch(mut address: Url, reach: Reach) -> Result<Vec<u8>, Refused> {
    for _ in 0..=REDIRECTS {
        if !reach.allows(&address) {
            return Err(Refused::Astray);
        }
        let wire = connect(&address, reach).await?;
        let (answer, _talk) = ask(&address, wire).await?;
        let status = answer.status();
        if status.is_success() {
            return read(answer).await;
        }
        let next = answer.headers().get(header::LOCATION);
        let next = next.and_then(|next| address.join(next.to_str().ok()?).ok());
        match next {
            Some(next) if status.is_redirection() => address = next,
            _ => return Err(Refused::Answered(status.as_u16())),
        }
    }
    Err(Refused::Astray)
}

/// A connection to where the name leads.
async fn connect(address: &Url, reach: Reach) -> Result<Box<dyn Wire>, Refused> {
    let host = reach::host(address).ok_or(Refused::NoAddress)?;
    let port = address.port_or_known_default().unwrap_or(443);
    let found = lookup_host((host.as_str(), port)).await;
    let found: Vec<SocketAddr> = found.map_err(|_| Refused::Unreachable)?.collect();
    if found.is_empty() {
        return Err(Refused::Unreachable);
    }
    let allowed = found
        .iter()
        .copied()
        .filter(|at| reach.may_connect(at.ip()));
    let allowed: Vec<SocketAddr> = allowed.collect();
    if allowed.is_empty() {
        return Err(Refused::Private);
    }
    let wire = TcpStream::connect(allowed.as_slice()).await;
    let wire = wire.map_err(|_| Refused::Unreachable)?;
    if address.scheme() != "https" {
        return Ok(Box::new(wire));
    }
    let name = ServerName::try_from(host).map_err(|_| Refused::Unreachable)?;
    let tls = tls::connector(tls::known_roots()).map_err(|_| Refused::Unreachable)?;
    let encrypted = tls.connect(name, wire).await;
    Ok(Box::new(encrypted.map_err(|_| Refused::Unreachable)?))
}

/// A connection, encrypted or not.
trait Wire: AsyncRead + AsyncWrite + Unpin + Send {}

impl<T: AsyncRead + AsyncWrite + Unpin + Send> Wire for T {}

/// Ends the connection with whoever holds it.
struct Talk(AbortHandle);

impl Drop for Talk {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Asks for the page; says nothing of us but that we are a program that reads calendars.
async fn ask(address: &Url, wire: Box<dyn Wire>) -> Result<(Response<Incoming>, Talk), Refused> {
    let broken = |_| Refused::Unreachable;
    let (mut sender, connection) = http1::handshake(TokioIo::new(wire)).await.map_err(broken)?;
    let talk = Talk(tokio::spawn(connection).abort_handle());
    let target = match address.query() {
        Some(query) => format!("{}?{query}", address.path()),
        None => address.path().to_owned(),
    };
    let request = Request::get(target)
        .header(header::HOST, address.authority())
        .header(header::ACCEPT, "text/calendar, */*;q=0.1")
        .header(header::USER_AGENT, "Roundtable")
        .body(Empty::<Bytes>::new())
        .map_err(|_| Refused::NoAddress)?;
    let answer = sender.send_request(request).await.map_err(broken)?;
    Ok((answer, talk))
}

async fn read(answer: Response<Incoming>) -> Result<Vec<u8>, Refused> {
    let whole = Limited::new(answer.into_body(), LARGEST).collect().await;
    match whole {
        Ok(whole) => Ok(whole.to_bytes().to_vec()),
        Err(error) if error.is::<http_body_util::LengthLimitError>() => Err(Refused::TooLarge),
        Err(_) => Err(Refused::Unreachable),
    }
}
