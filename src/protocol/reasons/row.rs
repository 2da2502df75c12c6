//! The macro that makes the rows of a family; it says of each what [`Reason`](crate::protocol::refusal::Reason) holds.

/// `"id" name(values), [ЕСИА's codes] [standard error] "station" "cause" => "cure" | "причина" => "что делать";` once for
/// each row.
macro_rules! reasons {
    ($($id:literal $name:ident($($value:ident: $kind:ty),*), [$($esia:ident)*] [$($standard:ident)?] $station:literal
        $cause:literal $joint:tt $cure:literal | $russian:literal => $remedy:literal;)*) => {
        /// The rows of this family.
        pub const ROWS: &[&$crate::protocol::refusal::Reason] = &[$($name::ROW),*];
        $(
            mod $name {
                use $crate::protocol::refusal::Reason;

                pub(super) const ROW: &Reason = &Reason {
                    id: $id,
                    esia: &[$($crate::protocol::error::EsiaCode::$esia),*],
                    standard: &[$($crate::protocol::oidc::error::StandardError::$standard)?],
                    station: $station,
                    cause: $cause,
                    cure: $cure,
                    tells_cure: $crate::protocol::reasons::row::tells_cure!($joint),
                };
            }

            #[doc = concat!("The row `", $id, "` with its values.")]
            pub fn $name($($value: $kind),*) -> $crate::protocol::refusal::Refusal {
                let refusal = $crate::protocol::refusal::Refusal::of($name::ROW, format!($cause), format!($cure));
                refusal.in_russian(format!($russian), format!($remedy))
            }
        )*
    };
}

/// Is the cure part of what clients are told?
macro_rules! tells_cure {
    (+) => {
        true
    };
    (=>) => {
        false
    };
}

pub(in crate::protocol) use reasons;
pub(in crate::protocol) use tells_cure;
