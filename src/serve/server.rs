//! HTTP on the loopback interface. Answers GET and HEAD; refuses requests that another site's page could have made a
//! browser send here (the Host must be this machine).

use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, Method, Response, StatusCode, Uri, header};

use super::headers::HEADERS;
use super::media_type::media_type;
use super::preview::{Preview, Reply};

/// A bound port.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
}

impl Server {
    /// Binds `port` on 127.0.0.1; if it is taken, one of the nine after it. Port 0 takes any that is free.
    ///
    /// # Errors
    /// When no port can be had.
    pub fn bind(port: u16) -> io::Result<Self> {
        let ports = if port == 0 { 0..=0 } else { port..=port.saturating_add(9) };
        let mut refused = io::Error::from(io::ErrorKind::AddrInUse);
        for port in ports {
            match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
                Ok(listener) => {
                    listener.set_nonblocking(true)?;
                    return Ok(Self { listener });
                }
                Err(error) => refused = error,
            }
        }
        Err(refused)
    }

    /// Where it listens.
    ///
    /// # Errors
    /// When the operating system does not tell.
    pub fn address(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }

    /// Answers until the process ends.
    ///
    /// # Errors
    /// When the listener fails.
    pub fn run(self, preview: Preview) -> io::Result<()> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_io().enable_time().build()?;
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(self.listener)?;
            let router = Router::new().fallback(answer).with_state(Arc::new(preview));
            axum::serve(listener, router).await
        })
    }
}

async fn answer(State(preview): State<Arc<Preview>>, method: Method, uri: Uri, headers: HeaderMap) -> Response<Body> {
    if !is_local(&headers) {
        return respond(StatusCode::FORBIDDEN, "text/plain; charset=utf-8", "127.0.0.1\n".into());
    }
    if method != Method::GET && method != Method::HEAD {
        return respond(StatusCode::METHOD_NOT_ALLOWED, "text/plain; charset=utf-8", String::new().into());
    }
    let path = uri.path().to_owned();
    let is_page = path.ends_with('/') || !path.rsplit('/').next().is_some_and(|name| name.contains('.'));
    match preview.reply(&path, is_page) {
        Reply::File { path, bytes } => respond(StatusCode::OK, media_type(&path), bytes.into()),
        Reply::Missing { bytes } => respond(StatusCode::NOT_FOUND, media_type("404.html"), bytes.into()),
        Reply::Trouble { text } => respond(StatusCode::INTERNAL_SERVER_ERROR, "text/plain; charset=utf-8", text.into()),
        Reply::Moved { to } => {
            let mut moved = respond(StatusCode::PERMANENT_REDIRECT, "text/plain; charset=utf-8", String::new().into());
            if let Ok(to) = to.parse() {
                moved.headers_mut().insert(header::LOCATION, to);
            }
            moved
        }
    }
}

/// Whether the request names this machine as its host; a page that rebinds a name to 127.0.0.1 does not.
fn is_local(headers: &HeaderMap) -> bool {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    matches!(name, "127.0.0.1" | "localhost" | "[::1]")
}

fn respond(status: StatusCode, media_type: &'static str, body: Body) -> Response<Body> {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, header::HeaderValue::from_static(media_type));
    for (name, value) in HEADERS {
        headers.insert(name, header::HeaderValue::from_static(value));
    }
    response
}
