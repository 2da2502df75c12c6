//! Points of a curve y² = x³ + a·x + b and their multiples.
//!
//! Sums are made in Jacobian coordinates (x / z², y / z³) with one affine summand; formulas "dbl-2001-b" and
//! "madd" of the Explicit-Formulas Database. Multiples go by windows of signed digits.

use std::sync::OnceLock;

use crypto_bigint::Odd;
use crypto_bigint::Uint;

use super::field::Element;
use super::field::Field;

/// The numbers that make up a parameter set (RFC 7091, 5.2).
#[derive(Debug)]
pub(super) struct Numbers<const L: usize> {
    /// The modulus of coordinates.
    pub(super) p: Odd<Uint<L>>,
    pub(super) a: Uint<L>,
    pub(super) b: Uint<L>,
    /// The order of the base point.
    pub(super) q: Odd<Uint<L>>,
    /// The base point.
    pub(super) x: Uint<L>,
    pub(super) y: Uint<L>,
}

/// A curve with its base point.
#[derive(Debug)]
pub(super) struct Curve<const L: usize> {
    field: Field<L>,
    scalars: Field<L>,
    a: Element<L>,
    a_is_minus_three: bool,
    b: Element<L>,
    base: Affine<L>,
    /// 1 to 32 times 64^i times the base point, window after window; made when first needed.
    table: OnceLock<Vec<Affine<L>>>,
}

/// A point that is not at infinity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Affine<const L: usize> {
    x: Element<L>,
    y: Element<L>,
}

/// Any point; z = 0 at infinity.
#[derive(Clone, Copy, Debug)]
struct Jacobian<const L: usize> {
    x: Element<L>,
    y: Element<L>,
    z: Element<L>,
}

/// Bits of a window of the base point: more make the table larger than the processor's nearer memory.
const BASE_WINDOW: u32 = 6;
/// Bits of a window of any other point, whose table is made for one multiplication.
const WINDOW: u32 = 5;

impl<const L: usize> Curve<L> {
    pub(super) fn new(numbers: &Numbers<L>) -> Self {
        let field = Field::new(numbers.p);
        let a = field.element(&numbers.a);
        let three = field.element(&Uint::from(3_u8));
        Self {
            a_is_minus_three: a == field.negate(&three),
            a,
            b: field.element(&numbers.b),
            base: Affine { x: field.element(&numbers.x), y: field.element(&numbers.y) },
            scalars: Field::new(numbers.q),
            table: OnceLock::new(),
            field,
        }
    }

    /// The integers modulo the order of the base point.
    pub(super) fn scalars(&self) -> &Field<L> {
        &self.scalars
    }

    /// The point with these coordinates, if it is on the curve and not of an order as small as 1, 2 or 4.
    pub(super) fn point(&self, x: &Uint<L>, y: &Uint<L>) -> Option<Affine<L>> {
        let field = &self.field;
        let below = |number: &Uint<L>| number < field.modulus();
        let point = Affine { x: field.element(x), y: field.element(y) };
        let cube = field.mul(&field.add(&field.square(&point.x), &self.a), &point.x);
        let on_curve = field.square(&point.y) == field.add(&cube, &self.b);
        // Two of the curves have four times as many points as the base point has multiples; a key is none of the rest.
        let fourfold = self.double(&self.double(&self.jacobian(&point)));
        (below(x) && below(y) && on_curve && !fourfold.z.is_zero()).then_some(point)
    }

    /// The coordinates of a point.
    pub(super) fn coordinates(&self, point: &Affine<L>) -> (Uint<L>, Uint<L>) {
        (self.field.number(&point.x), self.field.number(&point.y))
    }

    /// `scalar` times the base point; none at infinity.
    pub(super) fn base_times(&self, scalar: &Uint<L>) -> Option<Affine<L>> {
        self.affine(&self.add_base_times(self.infinity(), scalar))
    }

    /// `of_base` times the base point plus `of_point` times `point`; none at infinity.
    pub(super) fn combination(&self, of_base: &Uint<L>, of_point: &Uint<L>, point: &Affine<L>) -> Option<Affine<L>> {
        let multiples = self.multiples(point, 1 << (WINDOW - 1));
        let mut sum = self.infinity();
        for digit in digits(of_point, WINDOW).iter().rev() {
            for _ in 0..WINDOW {
                sum = self.double(&sum);
            }
            sum = self.add_multiple(sum, *digit, &multiples);
        }
        self.affine(&self.add_base_times(sum, of_base))
    }

    fn add_base_times(&self, mut sum: Jacobian<L>, scalar: &Uint<L>) -> Jacobian<L> {
        let table = self.table.get_or_init(|| self.base_table());
        for (digit, window) in digits(scalar, BASE_WINDOW).iter().zip(table.chunks(1 << (BASE_WINDOW - 1))) {
            sum = self.add_multiple(sum, *digit, window);
        }
        sum
    }

    fn base_table(&self) -> Vec<Affine<L>> {
        let windows = Uint::<L>::BITS.div_ceil(BASE_WINDOW);
        let mut table = Vec::new();
        let mut base = self.base;
        for _ in 0..windows {
            let multiples = self.multiples(&base, 1 << (BASE_WINDOW - 1));
            // The last one, doubled, is the first of the next window.
            if let Some(next) = multiples.last().and_then(|last| self.affine(&self.double(&self.jacobian(last)))) {
                base = next;
            }
            table.extend(multiples);
        }
        table
    }

    /// 1 to `count` times a point whose order is larger than that.
    fn multiples(&self, point: &Affine<L>, count: usize) -> Vec<Affine<L>> {
        let mut multiples = vec![self.jacobian(point)];
        while let (true, Some(last)) = (multiples.len() < count, multiples.last()) {
            let next = self.add(last, point);
            multiples.push(next);
        }
        self.all_affine(&multiples)
    }

    /// Adds `digit` times the point whose multiples these are.
    fn add_multiple(&self, sum: Jacobian<L>, digit: i8, multiples: &[Affine<L>]) -> Jacobian<L> {
        let index = usize::from(digit.unsigned_abs()).checked_sub(1);
        let Some(multiple) = index.and_then(|index| multiples.get(index)) else { return sum };
        let y = if digit < 0 { self.field.negate(&multiple.y) } else { multiple.y };
        self.add(&sum, &Affine { y, x: multiple.x })
    }

    fn infinity(&self) -> Jacobian<L> {
        Jacobian { x: self.field.one(), y: self.field.one(), z: Element::ZERO }
    }

    fn jacobian(&self, point: &Affine<L>) -> Jacobian<L> {
        Jacobian { x: point.x, y: point.y, z: self.field.one() }
    }

    fn double(&self, point: &Jacobian<L>) -> Jacobian<L> {
        let f = &self.field;
        let delta = f.square(&point.z);
        let gamma = f.square(&point.y);
        let beta = f.mul(&point.x, &gamma);
        let alpha = if self.a_is_minus_three {
            let product = f.mul(&f.sub(&point.x, &delta), &f.add(&point.x, &delta));
            f.add(&f.double(&product), &product)
        } else {
            let square = f.square(&point.x);
            let triple = f.add(&f.double(&square), &square);
            f.add(&triple, &f.mul(&self.a, &f.square(&delta)))
        };
        let beta4 = f.double(&f.double(&beta));
        let x = f.sub(&f.square(&alpha), &f.double(&beta4));
        let z = f.sub(&f.sub(&f.square(&f.add(&point.y, &point.z)), &gamma), &delta);
        let gamma8 = f.double(&f.double(&f.double(&f.square(&gamma))));
        let y = f.sub(&f.mul(&alpha, &f.sub(&beta4, &x)), &gamma8);
        Jacobian { x, y, z }
    }

    fn add(&self, left: &Jacobian<L>, right: &Affine<L>) -> Jacobian<L> {
        if left.z.is_zero() {
            return self.jacobian(right);
        }
        let f = &self.field;
        let zz = f.square(&left.z);
        let dx = f.sub(&f.mul(&right.x, &zz), &left.x);
        let dy = f.sub(&f.mul(&right.y, &f.mul(&left.z, &zz)), &left.y);
        if dx.is_zero() {
            return if dy.is_zero() { self.double(left) } else { self.infinity() };
        }
        let square = f.square(&dx);
        let cube = f.mul(&dx, &square);
        let middle = f.mul(&left.x, &square);
        let x = f.sub(&f.sub(&f.square(&dy), &cube), &f.double(&middle));
        let y = f.sub(&f.mul(&dy, &f.sub(&middle, &x)), &f.mul(&left.y, &cube));
        Jacobian { x, y, z: f.mul(&left.z, &dx) }
    }

    fn affine(&self, point: &Jacobian<L>) -> Option<Affine<L>> {
        self.field.invert(&point.z).map(|inverse| self.scaled(point, &inverse))
    }

    /// Points that are not at infinity, for the price of one inversion (Montgomery's trick).
    fn all_affine(&self, points: &[Jacobian<L>]) -> Vec<Affine<L>> {
        let mut products = Vec::with_capacity(points.len());
        let mut product = self.field.one();
        for point in points {
            products.push(product);
            product = self.field.mul(&product, &point.z);
        }
        let Some(mut inverse) = self.field.invert(&product) else { return Vec::new() };
        let mut affine = Vec::with_capacity(points.len());
        for (point, before) in points.iter().zip(&products).rev() {
            affine.push(self.scaled(point, &self.field.mul(&inverse, before)));
            inverse = self.field.mul(&inverse, &point.z);
        }
        affine.reverse();
        affine
    }

    fn scaled(&self, point: &Jacobian<L>, inverse: &Element<L>) -> Affine<L> {
        let square = self.field.square(inverse);
        let cube = self.field.mul(&square, inverse);
        Affine { x: self.field.mul(&point.x, &square), y: self.field.mul(&point.y, &cube) }
    }
}

/// The digits of a number to the base 2^`window`, lowest first, each more than −2^(`window` − 1) and at most
/// 2^(`window` − 1). The highest never carries, because windows do not divide the length of the numbers.
fn digits<const L: usize>(number: &Uint<L>, window: u32) -> Vec<i8> {
    let base = 1_i8 << window;
    let mut rest = *number;
    let mut carry = 0;
    let mut digits = Vec::new();
    for _ in 0..Uint::<L>::BITS.div_ceil(window) {
        let low = rest.as_limbs()[0].0 & ((1 << window) - 1);
        let digit = i8::try_from(low).unwrap_or_default() + carry;
        carry = i8::from(digit > base / 2);
        digits.push(digit - carry * base);
        rest = rest.wrapping_shr_vartime(window);
    }
    digits
}
