//! One client and its messages. What is typed is looked at when it has been quiet for a moment;
//! what is asked meanwhile is answered from what is known.

use std::io;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use lsp_server::{
    Connection, ExtractError, Message, Notification, ProtocolError, Request, Response,
};
use lsp_types::notification::{
    DidChangeTextDocument, DidChangeWatchedFiles, DidCloseTextDocument, DidOpenTextDocument,
    DidSaveTextDocument, LogMessage, Notification as _, PublishDiagnostics,
};
use lsp_types::request::{
    CodeActionRequest, Completion, GotoDefinition, HoverRequest, PrepareRenameRequest, References,
    Rename, Request as _,
};
use lsp_types::{
    CodeActionKind, CodeActionOptions, CodeActionParams, CodeActionProviderCapability,
    CompletionOptions, CompletionParams, DidChangeTextDocumentParams, DidCloseTextDocumentParams,
    DidOpenTextDocumentParams, GotoDefinitionParams, HoverParams, HoverProviderCapability,
    LogMessageParams, MessageType, OneOf, ReferenceParams, RenameOptions, RenameParams,
    ServerCapabilities, TextDocumentPositionParams, TextDocumentSyncCapability,
    TextDocumentSyncKind, Uri, WorkDoneProgressOptions,
};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::place::{offset, path};
use super::workspace::Workspace;
use super::{complete, navigate, rename, told};

/// Typing pauses this long before what is typed is looked at.
const PAUSE: Duration = Duration::from_millis(120);

/// Serves one client over standard input and output, until it says that it has finished.
///
/// # Errors
/// When the client does not speak the protocol, or goes without a word.
pub(crate) fn serve(root: PathBuf) -> io::Result<()> {
    let (connection, threads) = Connection::stdio();
    let protocol = |error: ProtocolError| io::Error::other(error.to_string());
    let capabilities = serde_json::to_value(capabilities()).map_err(io::Error::other)?;
    connection.initialize(capabilities).map_err(protocol)?;
    let mut session =
        Session { workspace: Workspace::new(root), told: Vec::new(), due: Some(Instant::now()) };
    session.run(&connection).map_err(protocol)?;
    // The threads end when nobody can send any more.
    drop(connection);
    threads.join()
}

fn capabilities() -> ServerCapabilities {
    ServerCapabilities {
        text_document_sync: Some(TextDocumentSyncCapability::Kind(TextDocumentSyncKind::FULL)),
        completion_provider: Some(CompletionOptions {
            trigger_characters: Some(["[", ":", " ", ","].map(str::to_owned).into()),
            ..CompletionOptions::default()
        }),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        definition_provider: Some(OneOf::Left(true)),
        references_provider: Some(OneOf::Left(true)),
        rename_provider: Some(OneOf::Right(RenameOptions {
            prepare_provider: Some(true),
            work_done_progress_options: WorkDoneProgressOptions::default(),
        })),
        code_action_provider: Some(CodeActionProviderCapability::Options(CodeActionOptions {
            code_action_kinds: Some(vec![CodeActionKind::QUICKFIX]),
            ..CodeActionOptions::default()
        })),
        ..ServerCapabilities::default()
    }
}

struct Session {
    workspace: Workspace,
    /// The files that the client has diagnostics of.
    told: Vec<String>,
    /// When what is typed is looked at; none when it has been.
    due: Option<Instant>,
}

impl Session {
    fn run(&mut self, connection: &Connection) -> Result<(), ProtocolError> {
        loop {
            let wait =
                self.due.map_or(Duration::MAX, |due| due.saturating_duration_since(Instant::now()));
            let message = match wait {
                Duration::MAX => connection.receiver.recv().ok(),
                wait => match connection.receiver.recv_timeout(wait) {
                    Ok(message) => Some(message),
                    Err(error) if error.is_timeout() => {
                        self.look(connection);
                        continue;
                    }
                    Err(_) => None,
                },
            };
            match message {
                None => return Ok(()),
                Some(Message::Request(request)) => {
                    if connection.handle_shutdown(&request)? {
                        return Ok(());
                    }
                    self.before_answer(connection, &request.method);
                    // A client that does not listen ends the loop at the next message.
                    let _ = connection.sender.send(Message::Response(self.answer(request)));
                }
                Some(Message::Notification(notification)) => self.notice(notification),
                Some(Message::Response(_)) => {}
            }
        }
    }

    /// What is asked before anything was looked at waits for the first look; a new name is given to
    /// the portal as it is typed, for what changes with it is told by its bytes. Whoever wants to
    /// go somewhere has stopped typing, and goes where things are now.
    fn before_answer(&mut self, connection: &Connection, method: &str) {
        let exact = [
            GotoDefinition::METHOD,
            References::METHOD,
            PrepareRenameRequest::METHOD,
            Rename::METHOD,
        ];
        let is_exact = exact.contains(&method);
        if (is_exact || self.workspace.known.is_none()) && self.due.is_some() {
            self.look(connection);
        }
    }

    fn look(&mut self, connection: &Connection) {
        self.due = None;
        if let Err(error) = self.workspace.look() {
            let params = LogMessageParams { typ: MessageType::ERROR, message: error.to_string() };
            let notification = Notification::new(LogMessage::METHOD.to_owned(), params);
            let _ = connection.sender.send(Message::Notification(notification));
            return;
        }
        let told = told::told(&self.workspace, &self.told);
        self.told.clear();
        for (path, diagnostics) in told {
            if !diagnostics.diagnostics.is_empty() {
                self.told.push(path);
            }
            let notification =
                Notification::new(PublishDiagnostics::METHOD.to_owned(), diagnostics);
            let _ = connection.sender.send(Message::Notification(notification));
        }
    }

    fn notice(&mut self, notification: Notification) {
        let due = Instant::now() + PAUSE;
        match notification.method.as_str() {
            DidOpenTextDocument::METHOD => {
                if let Some(params) = read::<DidOpenTextDocumentParams>(notification.params) {
                    self.set(&params.text_document.uri, Some(params.text_document.text));
                }
            }
            DidChangeTextDocument::METHOD => {
                if let Some(params) = read::<DidChangeTextDocumentParams>(notification.params) {
                    // Whole texts are what was asked for: the last one is the newest.
                    let text = params.content_changes.into_iter().last().map(|change| change.text);
                    self.set(&params.text_document.uri, text);
                }
            }
            DidCloseTextDocument::METHOD => {
                if let Some(params) = read::<DidCloseTextDocumentParams>(notification.params) {
                    self.set(&params.text_document.uri, None);
                }
            }
            DidSaveTextDocument::METHOD | DidChangeWatchedFiles::METHOD => {}
            _ => return,
        }
        self.due = Some(due);
    }

    fn set(&mut self, uri: &Uri, text: Option<String>) {
        let is_source = |path: &String| {
            path == "site.toml" || path.starts_with("content/") || path.starts_with("themes/")
        };
        let Some(path) = path(&self.workspace.root, uri).filter(is_source) else { return };
        match text {
            Some(text) => drop(self.workspace.open.insert(path, text.replace("\r\n", "\n"))),
            None => drop(self.workspace.open.remove(&path)),
        }
    }

    fn answer(&self, request: Request) -> Response {
        let workspace = &self.workspace;
        match request.method.as_str() {
            Completion::METHOD => with(request, |params: CompletionParams| {
                let (path, at) = self.place(&params.text_document_position)?;
                Some(complete::completion(workspace, &path, at))
            }),
            HoverRequest::METHOD => with(request, |params: HoverParams| {
                let (path, at) = self.place(&params.text_document_position_params)?;
                navigate::hover(workspace, &path, at)
            }),
            GotoDefinition::METHOD => with(request, |params: GotoDefinitionParams| {
                let (path, at) = self.place(&params.text_document_position_params)?;
                navigate::definition(workspace, &path, at)
            }),
            References::METHOD => with(request, |params: ReferenceParams| {
                let (path, at) = self.place(&params.text_document_position)?;
                Some(navigate::references(workspace, &path, at, params.context.include_declaration))
            }),
            PrepareRenameRequest::METHOD => with(request, |params: TextDocumentPositionParams| {
                let (path, at) = self.place(&params)?;
                rename::prepare(workspace, &path, at)
            }),
            Rename::METHOD => with_reason(request, |params: RenameParams| {
                let Some((path, at)) = self.place(&params.text_document_position) else {
                    return Ok(None);
                };
                rename::rename(workspace, &path, at, &params.new_name)
            }),
            CodeActionRequest::METHOD => with(request, |params: CodeActionParams| {
                let path = path(&workspace.root, &params.text_document.uri)?;
                Some(told::mends(workspace, &path, params.range))
            }),
            _ => {
                let code = lsp_server::ErrorCode::MethodNotFound as i32;
                Response::new_err(request.id, code, request.method)
            }
        }
    }

    /// The file and the byte that a client points at.
    fn place(&self, at: &TextDocumentPositionParams) -> Option<(String, usize)> {
        let path = path(&self.workspace.root, &at.text_document.uri)?;
        let offset = offset(self.workspace.text(&path)?, at.position);
        Some((path, offset))
    }
}

/// Parameters that are not as the protocol has them are not understood, and change nothing.
fn read<P: DeserializeOwned>(params: serde_json::Value) -> Option<P> {
    serde_json::from_value(params).ok()
}

/// The answer to a request by its parameters; null where there is nothing to say.
fn with<P: DeserializeOwned, A: Serialize>(
    request: Request,
    answer: impl FnOnce(P) -> Option<A>,
) -> Response {
    with_reason(request, |params| Ok(answer(params)))
}

/// The same where what is asked for may be refused, with a reason that the client shows.
fn with_reason<P: DeserializeOwned, A: Serialize>(
    request: Request,
    answer: impl FnOnce(P) -> Result<Option<A>, String>,
) -> Response {
    let (id, method) = (request.id.clone(), request.method.clone());
    match request.extract::<P>(&method) {
        Ok((id, params)) => match answer(params) {
            Ok(answer) => Response::new_ok(id, answer),
            Err(reason) => {
                Response::new_err(id, lsp_server::ErrorCode::RequestFailed as i32, reason)
            }
        },
        Err(ExtractError::JsonError { error, .. }) => {
            Response::new_err(id, lsp_server::ErrorCode::InvalidParams as i32, error.to_string())
        }
        Err(ExtractError::MethodMismatch(_)) => {
            Response::new_err(id, lsp_server::ErrorCode::InternalError as i32, method)
        }
    }
}
