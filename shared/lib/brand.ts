declare const brand: unique symbol;

/** A primitive that only its own constructor or schema can make, so that ids of different kinds do not mix. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };
