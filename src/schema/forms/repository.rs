//! Where the files lie that the forms write: a repository at GitHub or GitLab.

use serde_json::{Value, json};

/// Who keeps the repository.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Host {
    /// GitHub, or a GitHub Enterprise Server.
    Github,
    /// GitLab, or a server of one's own.
    Gitlab,
}

/// A repository, and how people sign in to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repository {
    /// Who keeps it.
    pub host: Host,
    /// Its owner and name: `kommune/portal`; groups of GitLab may be several.
    pub name: String,
    /// The branch that is published.
    pub branch: String,
    /// The server, where it is one's own: `https://gitlab.example.dk`.
    pub server: Option<String>,
    /// Who exchanges a sign-in for a token, where GitHub's own tokens are not typed in.
    pub auth: Option<String>,
    /// The application's id at the server, by which a browser signs in without help (PKCE).
    pub app_id: Option<String>,
}

impl Repository {
    /// What an address of `site.toml` says, under which sources are edited:
    /// `https://github.com/kommune/portal/edit/main`, `https://gitlab.com/a/b/-/edit/main`.
    #[must_use]
    pub fn of_source_url(url: &str) -> Option<Self> {
        let (_, rest) = url.split_once("://")?;
        let (server, path) = rest.split_once('/')?;
        let host = if server.contains("gitlab") || path.contains("/-/") {
            Host::Gitlab
        } else {
            Host::Github
        };
        let (name, branch) = path.split_once("/-/edit/").or_else(|| path.split_once("/edit/"))?;
        let branch = branch.trim_matches('/');
        (is_name(name) && !branch.is_empty()).then(|| Self {
            host,
            name: name.to_owned(),
            branch: branch.to_owned(),
            server: (!["github.com", "gitlab.com"].contains(&server))
                .then(|| format!("https://{server}")),
            auth: None,
            app_id: None,
        })
    }

    /// Whether its name can be one: an owner and a name at least.
    #[must_use]
    pub fn is_named(&self) -> bool {
        is_name(&self.name)
    }

    /// The origins that a browser asks beside the one that it got the forms from.
    #[must_use]
    pub fn origins(&self) -> Vec<String> {
        let own = match (self.host, &self.server) {
            (_, Some(server)) => vec![server.clone()],
            (Host::Github, None) => vec!["https://api.github.com".to_owned()],
            (Host::Gitlab, None) => vec!["https://gitlab.com".to_owned()],
        };
        own.into_iter().chain(self.auth.clone()).collect()
    }

    /// The part of the configuration. Without an exchange or an application, people sign in by a
    /// token alone: what else there is by default asks a third party.
    pub(super) fn backend(&self) -> Value {
        let (name, api) = match self.host {
            Host::Github => ("github", "/api/v3"),
            Host::Gitlab => ("gitlab", "/api/v4"),
        };
        let mut backend = json!({ "name": name, "repo": self.name, "branch": self.branch });
        if let Some(server) = &self.server {
            backend["api_root"] = json!(format!("{server}{api}"));
        }
        match (&self.auth, &self.app_id) {
            (None, None) => backend["auth_methods"] = json!(["token"]),
            (auth, app_id) => {
                if let Some(base) = auth.as_ref().or(self.server.as_ref()) {
                    backend["base_url"] = json!(base);
                }
                if let Some(app_id) = app_id {
                    backend["auth_type"] = json!("pkce");
                    backend["app_id"] = json!(app_id);
                }
            }
        }
        backend
    }
}

/// Whether a repository can be called so.
fn is_name(name: &str) -> bool {
    name.split('/').count() > 1
        && name.split('/').all(|part| !part.is_empty() && !part.contains(char::is_whitespace))
}
