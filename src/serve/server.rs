//! HTTP on the loopback interface. Answers GET and HEAD; refuses requests that another site's page
//! could have made a browser send here (the Host must be this machine).

use std::convert::Infallible;
use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, Method, Response, StatusCode, Uri, header};
use axum::response::IntoResponse;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::stream;

use super::live;
use super::preview::{Because, Preview};
use super::shown::{Reply, state};
use crate::hosts::{HEADERS, media_type};
use crate::percent;

/// Which port to listen on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Port {
    /// This one and no other; 0 takes any that is free.
    Exactly(u16),
    /// This one or, if it is taken, one of the nine after it.
    From(u16),
}

impl Port {
    /// The first that is tried.
    #[must_use]
    pub fn first(self) -> u16 {
        match self {
            Self::Exactly(port) | Self::From(port) => port,
        }
    }
}

/// A bound port.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
}

impl Server {
    /// Binds a port on 127.0.0.1.
    ///
    /// # Errors
    /// When the port cannot be had: [`io::ErrorKind::AddrInUse`] where another program has it.
    pub fn bind(port: Port) -> io::Result<Self> {
        let ports = match port {
            Port::Exactly(port) => port..=port,
            Port::From(port) => port..=port.saturating_add(9),
        };
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
    pub fn run(self, preview: Arc<Preview>) -> io::Result<()> {
        let runtime =
            tokio::runtime::Builder::new_current_thread().enable_io().enable_time().build()?;
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(self.listener)?;
            let router = Router::new().fallback(answer).with_state(preview);
            axum::serve(listener, router).await
        })
    }
}

const PLAIN: &str = "text/plain; charset=utf-8";

async fn answer(
    State(preview): State<Arc<Preview>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
) -> Response<Body> {
    if !is_local(&headers) {
        return respond(StatusCode::FORBIDDEN, PLAIN, "127.0.0.1\n".into());
    }
    if method != Method::GET && method != Method::HEAD {
        return respond(StatusCode::METHOD_NOT_ALLOWED, PLAIN, String::new().into());
    }
    let path = asked(uri.path());
    if let Some(name) = path.strip_prefix(live::OWN)
        && let Some(folder) = preview.folder()
    {
        return own(&preview, (name, uri.query()), folder);
    }
    let is_page =
        path.ends_with('/') || !path.rsplit('/').next().is_some_and(|name| name.contains('.'));
    if is_page && !headers.contains_key(live::TOLD) {
        renew(preview.clone()).await;
    }
    shown(preview.reply(&path))
}

/// The path as files are named. A code for the sign that parts folders, of whatever system, asks for
/// no file.
fn asked(path: &str) -> String {
    let decoded = percent::decoded(path);
    let parts = |text: &str| text.matches(['/', '\\', '\0']).count();
    if parts(&decoded) == parts(path) { decoded.into_owned() } else { path.to_owned() }
}

/// Looks for changes beside the thread that answers. What cannot be read, the page says.
async fn renew(preview: Arc<Preview>) {
    let _ = tokio::task::spawn_blocking(move || preview.renew(Because::Asked)).await;
}

fn shown(reply: Reply) -> Response<Body> {
    match reply {
        Reply::File { path, bytes } => respond(StatusCode::OK, media_type(&path), bytes.into()),
        Reply::Missing { bytes } => {
            respond(StatusCode::NOT_FOUND, media_type("404.html"), bytes.into())
        }
        Reply::Nothing { bytes } => {
            respond(StatusCode::SERVICE_UNAVAILABLE, media_type("index.html"), bytes.into())
        }
        Reply::Moved { to } => {
            let mut moved = respond(StatusCode::PERMANENT_REDIRECT, PLAIN, String::new().into());
            if let Ok(to) = percent::path(&to).parse() {
                moved.headers_mut().insert(header::LOCATION, to);
            }
            moved
        }
    }
}

/// What the preview has of its own.
fn own(
    preview: &Arc<Preview>,
    (name, query): (&str, Option<&str>),
    folder: String,
) -> Response<Body> {
    if name == live::EVENTS {
        return events(preview, query.unwrap_or_default());
    }
    if name == live::FOLDER {
        let mut answer = respond(StatusCode::OK, PLAIN, folder.into());
        answer.headers_mut().insert(live::FOLDER_HEADER, header::HeaderValue::from_static("1"));
        return answer;
    }
    match live::file(name) {
        Some(text) => respond(StatusCode::OK, media_type(name), text.into()),
        None => respond(StatusCode::NOT_FOUND, PLAIN, String::new().into()),
    }
}

/// The states to come, one event each, beginning with the one that is shown (WHATWG HTML,
/// "Server-sent events"). A page that is slow to listen gets the newest and none of those between.
fn events(preview: &Arc<Preview>, query: &str) -> Response<Body> {
    let page = query.strip_prefix("page=").map(|page| preview.opened(&percent::decoded(page)));
    // The page counts as open for as long as it listens.
    let states = stream::unfold(
        (preview.numbers(), true, page),
        |(mut numbers, is_first, page)| async move {
            if !is_first {
                numbers.changed().await.ok()?;
            }
            let event = Event::default().event("state").data(state(*numbers.borrow_and_update()));
            Some((Ok::<_, Infallible>(event), (numbers, false, page)))
        },
    );
    let mut response = Sse::new(states).keep_alive(KeepAlive::default()).into_response();
    add_headers(response.headers_mut());
    response
}

/// Whether the request names this machine as its host; a page that rebinds a name to 127.0.0.1 does
/// not.
fn is_local(headers: &HeaderMap) -> bool {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    matches!(name, "127.0.0.1" | "localhost" | "[::1]")
}

fn respond(status: StatusCode, media_type: &'static str, body: Body) -> Response<Body> {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    response
        .headers_mut()
        .insert(header::CONTENT_TYPE, header::HeaderValue::from_static(media_type));
    add_headers(response.headers_mut());
    response
}

fn add_headers(headers: &mut HeaderMap) {
    for (name, value) in HEADERS {
        headers.insert(name, header::HeaderValue::from_static(value));
    }
}
