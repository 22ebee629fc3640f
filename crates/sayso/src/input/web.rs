//! Pages fetched from the web.

use std::io::Read;
use std::time::Duration;

use sayso_document::Origin;
use ureq::http::{StatusCode, header};
use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, ResponseExt};

use super::public::{NotPublic, PublicOnly};
use super::{InputError, Reach};

/// For the whole of a page, redirects and all.
const PATIENCE: Duration = Duration::from_secs(60);
const CONNECT_PATIENCE: Duration = Duration::from_secs(10);
const REDIRECTS: u32 = 5;
/// Bytes of a page that others name, unpacked.
const BYTES: u64 = 20 << 20;
/// Says who asks, as publishers expect of a program.
const USER_AGENT: &str = concat!("sayso/", env!("CARGO_PKG_VERSION"));

/// Opens the page at `url`. The bytes are read as they come; how many are read is up to the reader.
///
/// Of addresses that are open to everybody no proxy is asked: it would look up names by itself.
pub(super) fn fetch(url: &str, reach: Reach) -> Result<(Box<dyn Read + Send>, Origin), InputError> {
    let failed = |reason: String| InputError::Web { url: url.to_owned(), reason };
    let config = Agent::config_builder()
        .timeout_global(Some(PATIENCE))
        .timeout_connect(Some(CONNECT_PATIENCE))
        .max_redirects(REDIRECTS)
        .user_agent(USER_AGENT)
        .accept("text/html, application/xhtml+xml, text/plain, application/x-ndjson, application/json")
        // Statuses are told in words below.
        .http_status_as_error(false);
    let agent = match reach {
        Reach::Anywhere | Reach::Network => config.build().new_agent(),
        Reach::Public => {
            Agent::with_parts(config.proxy(None).build(), DefaultConnector::default(), PublicOnly::default())
        }
    };
    let response = agent.get(url).call().map_err(|error| failed(reason(&error)))?;
    if !response.status().is_success() {
        return Err(failed(refusal(response.status())));
    }
    let content_type = response.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let origin = Origin {
        name: url.to_owned(),
        url: Some(response.get_uri().to_string()),
        content_type: content_type.map(str::to_owned),
    };
    let body = response.into_body();
    let bytes: Box<dyn Read + Send> = match reach {
        Reach::Anywhere => Box::new(body.into_reader()),
        Reach::Network | Reach::Public => Box::new(body.into_with_config().limit(BYTES).reader()),
    };
    Ok((bytes, origin))
}

/// What the server said in place of the page, and what to do about it.
fn refusal(status: StatusCode) -> String {
    let mend = match status.as_u16() {
        401 | 403 | 407 | 451 => "it is not open to programs; save it from a browser and name the file",
        404 | 410 => "there is no such page; check the address",
        429 => "too many requests; wait and try again",
        500..=599 => "the server is in trouble; try again later",
        _ => "save the page from a browser and name the file",
    };
    format!("the server answered {status}: {mend}")
}

fn reason(error: &ureq::Error) -> String {
    match error {
        ureq::Error::HostNotFound => "no such host; check the address and the network".to_owned(),
        ureq::Error::Timeout(_) => "no answer in time; try again later".to_owned(),
        ureq::Error::TooManyRedirects => format!("more than {REDIRECTS} redirects; name the page they lead to"),
        ureq::Error::BadUri(_) | ureq::Error::Http(_) => "not a valid address; check it".to_owned(),
        ureq::Error::Other(error) if error.is::<NotPublic>() => {
            format!("{error}; save the page and give the file, or start `sayso serve` with --private-addresses")
        }
        error => format!("cannot be fetched: {error}; check the address and the network"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refusals_name_the_status_and_the_mend() {
        assert_eq!(
            refusal(StatusCode::NOT_FOUND),
            "the server answered 404 Not Found: there is no such page; check the address"
        );
        assert!(refusal(StatusCode::FORBIDDEN).contains("save it from a browser"));
        assert!(refusal(StatusCode::BAD_GATEWAY).contains("try again later"));
    }
}
