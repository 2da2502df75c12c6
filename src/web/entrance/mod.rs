//! What every request passes before any handler: the outermost middleware.

pub mod upgrade;

use actix_web::Error;
use actix_web::body::MessageBody;
use actix_web::dev::ServiceRequest;
use actix_web::dev::ServiceResponse;
use actix_web::middleware::Next;

/// Lets a request in, and its answer out.
pub async fn pass(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let wants_upgrade = upgrade::is_wanted(request.head());
    let mut answer = next.call(request).await?;
    if wants_upgrade {
        upgrade::decline(&mut answer);
    }
    Ok(answer)
}
