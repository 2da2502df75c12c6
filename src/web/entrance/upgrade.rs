//! Another protocol that a client would rather speak (RFC 9110, 7.8). Nobody here does.
//!
//! actix-http answers such a request with `Connection: upgrade` and closes without having said so; whoever sends the
//! next request on that connection loses it. It can be told to close (RFC 9112, 9.6), not to keep the connection.

use actix_web::dev::RequestHead;
use actix_web::dev::ServiceResponse;
use actix_web::http::ConnectionType;

/// Does the client ask for another protocol?
pub fn is_wanted(request: &RequestHead) -> bool {
    request.upgrade()
}

/// Says that the connection ends with this answer.
pub fn decline(answer: &mut ServiceResponse<impl actix_web::body::MessageBody>) {
    answer.response_mut().head_mut().set_connection_type(ConnectionType::Close);
}
