//! Who may call a path. It follows from the path's row in the table of routes; no handler asks.

use actix_web::Error;
use actix_web::body::BoxBody;
use actix_web::dev::ServiceRequest;
use actix_web::dev::ServiceResponse;
use actix_web::middleware::Next;

use crate::flow::stand::Stand;
use crate::protocol::reasons;
use crate::web::admission;
use crate::web::entrance::tester;
use crate::web::errors::exit::Exit;
use crate::web::origin;
use crate::web::origin::REAL_ORIGIN;
use crate::web::route::Caller;
use crate::web::state::OfStand;

/// Lets in whom the path is for.
pub async fn check(
    caller: Caller,
    stand: OfStand,
    request: ServiceRequest,
    next: Next<BoxBody>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    if caller == Caller::Operator && !tester::may_see(&stand, &request) {
        let form = admission::ask(&stand, request.request(), request.path(), None);
        return Ok(request.into_response(form));
    }
    match refuse(caller, &stand, &request) {
        Some(refused) => Ok(request.error_response(refused)),
        None => next.call(request).await,
    }
}

fn refuse(caller: Caller, stand: &Stand, request: &ServiceRequest) -> Option<Error> {
    match caller {
        Caller::Anyone | Caller::Operator => None,
        Caller::Robot => {
            let foreign = origin::foreign_site(&stand.platform.config, request.headers(), &[REAL_ORIGIN])?;
            Some(Exit::from(reasons::calls::foreign_site(foreign)).into())
        }
        Caller::Tester => tester::allow(stand, request).err().map(Error::from),
    }
}
