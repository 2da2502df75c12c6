//! Arithmetic modulo an odd prime, numbers in Montgomery form.
//!
//! The integers are those of crate `crypto-bigint`. The multiplication is ours: its `FixedMontyForm` carries a copy of
//! all parameters in every number and takes half as long again (51 ns against 35 ns for 256 bits), and its
//! `ConstMontyForm`, as fast as this, would compile everything once per curve.

use crypto_bigint::Limb;
use crypto_bigint::Odd;
use crypto_bigint::Uint;
use crypto_bigint::modular::FixedMontyParams;

/// The integers modulo an odd prime.
#[derive(Debug)]
pub(super) struct Field<const L: usize> {
    modulus: Odd<Uint<L>>,
    /// −1 / modulus, modulo one limb.
    negated_inverse: Limb,
    one: Element<L>,
    /// R², which carries a number into Montgomery form (times R, the first power of two with `L` + 1 limbs).
    radix_squared: Element<L>,
}

/// A number of a [`Field`], less than its modulus, in Montgomery form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Element<const L: usize>(Uint<L>);

impl<const L: usize> Element<L> {
    pub(super) const ZERO: Self = Self(Uint::ZERO);

    pub(super) fn is_zero(&self) -> bool {
        *self == Self::ZERO
    }
}

impl<const L: usize> Field<L> {
    pub(super) fn new(modulus: Odd<Uint<L>>) -> Self {
        let parameters = FixedMontyParams::new_vartime(modulus);
        Self {
            negated_inverse: negated_inverse(modulus.as_ref().as_limbs()[0]),
            one: Element(*parameters.one()),
            radix_squared: Element(*parameters.r2()),
            modulus,
        }
    }

    pub(super) fn modulus(&self) -> &Uint<L> {
        self.modulus.as_ref()
    }

    pub(super) fn one(&self) -> Element<L> {
        self.one
    }

    /// Takes any number in.
    pub(super) fn element(&self, number: &Uint<L>) -> Element<L> {
        self.mul(&Element(self.reduce(number)), &self.radix_squared)
    }

    /// The number as an integer below the modulus.
    pub(super) fn number(&self, element: &Element<L>) -> Uint<L> {
        self.mul(element, &Element(Uint::ONE)).0
    }

    /// The remainder of any integer.
    pub(super) fn reduce(&self, number: &Uint<L>) -> Uint<L> {
        number.rem_vartime(self.modulus.as_nz_ref())
    }

    #[inline]
    pub(super) fn add(&self, left: &Element<L>, right: &Element<L>) -> Element<L> {
        Element(left.0.add_mod(&right.0, self.modulus.as_nz_ref()))
    }

    #[inline]
    pub(super) fn double(&self, element: &Element<L>) -> Element<L> {
        self.add(element, element)
    }

    #[inline]
    pub(super) fn sub(&self, left: &Element<L>, right: &Element<L>) -> Element<L> {
        Element(left.0.sub_mod(&right.0, self.modulus.as_nz_ref()))
    }

    #[inline]
    pub(super) fn negate(&self, element: &Element<L>) -> Element<L> {
        self.sub(&Element::ZERO, element)
    }

    #[inline]
    pub(super) fn square(&self, element: &Element<L>) -> Element<L> {
        self.mul(element, element)
    }

    /// Montgomery's product by limbs (coarsely integrated operand scanning).
    #[inline]
    pub(super) fn mul(&self, left: &Element<L>, right: &Element<L>) -> Element<L> {
        let (left, right, modulus) = (left.0.as_limbs(), right.0.as_limbs(), self.modulus.as_ref().as_limbs());
        let mut sum = [Limb::ZERO; L];
        let mut top = Limb::ZERO;
        for digit in right {
            let mut carry = Limb::ZERO;
            for (place, limb) in sum.iter_mut().zip(left) {
                (*place, carry) = digit.carrying_mul_add(*limb, *place, carry);
            }
            let (high, higher) = top.carrying_add(carry, Limb::ZERO);
            let multiple = sum[0].wrapping_mul(self.negated_inverse);
            let (_, mut carry) = multiple.carrying_mul_add(modulus[0], sum[0], Limb::ZERO);
            for place in 1..L {
                (sum[place - 1], carry) = multiple.carrying_mul_add(modulus[place], sum[place], carry);
            }
            (sum[L - 1], carry) = high.carrying_add(carry, Limb::ZERO);
            top = higher.wrapping_add(carry);
        }
        let sum = Uint::new(sum);
        let (less, borrow) = sum.borrowing_sub(self.modulus.as_ref(), Limb::ZERO);
        Element(if top == Limb::ZERO && borrow != Limb::ZERO { sum } else { less })
    }

    /// The inverse; none of zero.
    pub(super) fn invert(&self, element: &Element<L>) -> Option<Element<L>> {
        let inverse: Option<Uint<L>> = element.0.invert_odd_mod_vartime(&self.modulus).into();
        // 1 / (a · R) → R / a
        Some(self.mul(&self.mul(&Element(inverse?), &self.radix_squared), &self.radix_squared))
    }
}

/// −1 / `odd` modulo one limb, by Newton's iteration: each step doubles the number of right bits.
fn negated_inverse(odd: Limb) -> Limb {
    let two = Limb::ONE.wrapping_add(Limb::ONE);
    let mut inverse = Limb::ONE;
    for _ in 0..6 {
        inverse = inverse.wrapping_mul(two.wrapping_sub(odd.wrapping_mul(inverse)));
    }
    inverse.wrapping_neg()
}
