//! How a row of the route table is written.
//!
//! `for Anyone` where the surface's caller is not meant, `as …` where its refusals look otherwise than those of the
//! surface; then the station, what it is for, and the handler.

/// A table of routes.
macro_rules! routes {
    (@caller $surface:ident) => {
        $crate::web::route::Surface::$surface.caller()
    };
    (@caller $surface:ident $caller:ident) => {
        $crate::web::route::Caller::$caller
    };
    (@look $surface:ident) => {
        $crate::web::route::Surface::$surface.look()
    };
    (@look $surface:ident $look:ident) => {
        $crate::web::route::Look::$look
    };
    ($($method:ident $path:literal $surface:ident $(for $caller:ident)? $(as $look:ident)? $station:literal $about:literal $handler:path;)*) => {
        /// Every row, in the order in which paths are tried.
        pub(super) const ROWS: &[$crate::web::route::RouteDef] = &[$($crate::web::route::RouteDef {
            method: stringify!($method), path: $path, surface: $crate::web::route::Surface::$surface,
            caller: $crate::web::routes::row::routes!(@caller $surface $($caller)?),
            look: $crate::web::routes::row::routes!(@look $surface $($look)?),
            station: $station, about: $about, route: || $crate::web::route::$method().to($handler),
        }),*];
    };
}

pub(super) use routes;
