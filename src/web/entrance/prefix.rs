//! What stands before every path of a stand, as the outside sees it: the path of `--public-url`, or that of
//! `--back-channel-url`.
//!
//! A proxy may keep it or take it away before it passes a request on; the stand cannot know which. So a request that
//! begins with it goes on without it, and one that does not is taken as it is. That is possible because no path of the
//! stand begins with it: `web::routes::check_prefix` is asked before it serves.

use actix_web::dev::ServiceRequest;
use actix_web::http::Uri;
use actix_web::http::uri::PathAndQuery;

/// Takes these segments from the beginning of the request's path, where it begins with them: it is routed as if they
/// had not been there. Answers whether it was so.
pub fn strip<'a>(request: &mut ServiceRequest, segments: impl IntoIterator<Item = &'a str>) -> bool {
    let Some(rest) = rest(request.path(), segments).filter(|rest| rest.len() < request.path().len()) else {
        return false;
    };
    let query = request.uri().query().map(|query| format!("?{query}")).unwrap_or_default();
    let mut parts = request.uri().clone().into_parts();
    parts.path_and_query = PathAndQuery::try_from(format!("/{}{query}", rest.trim_start_matches('/'))).ok();
    let Ok(uri) = Uri::from_parts(parts) else { return false };
    request.match_info_mut().get_mut().update(&uri);
    request.head_mut().uri = uri;
    true
}

/// What of a path comes after these segments, if it begins with them. A slash too many counts for nothing, as everywhere.
pub fn rest<'a, 'p>(path: &'p str, segments: impl IntoIterator<Item = &'a str>) -> Option<&'p str> {
    segments.into_iter().try_fold(path, |path, segment| {
        let rest = path.trim_start_matches('/').strip_prefix(segment)?;
        (rest.is_empty() || rest.starts_with('/')).then_some(rest)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prefix_ends_where_a_segment_does() {
        let after = |path| rest(path, ["idp", "esia"]);
        assert_eq!(after("/idp/esia/login"), Some("/login"));
        assert_eq!(after("/idp/esia/"), Some("/"));
        assert_eq!(after("/idp/esia"), Some(""));
        assert_eq!(after("//idp///esia//login"), Some("//login"));
        assert_eq!(after("/idp/esia/idp/esia/login"), Some("/idp/esia/login"));
        for other in ["/login", "/", "/idp", "/idp/esia2/login", "/idp/esi", "/idpesia", "/idp%2Fesia", "/x/idp/esia"] {
            assert_eq!(after(other), None, "{other}");
        }
    }

    #[test]
    fn without_a_prefix_every_path_is_itself() {
        assert_eq!(rest("//login", []), Some("//login"));
    }
}
