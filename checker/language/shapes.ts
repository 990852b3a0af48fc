/**
 * The shapes of finite state. An `interface` made of these **is** the schema: the lowering reads the
 * aliases from the source, and at run time every one of them is a plain value.
 */
declare const shape: unique symbol
declare const writer: unique symbol

/** An integer 0 … Max, both included. Max is a literal or a size: `Upto<Sizes["frames"]>`. */
export type Upto<Max extends number> = Max extends number ? number : never

/** An integer 0 … Count - 1: an index into a `Vec<Count, …>`. */
export type Below<Count extends number> = Count extends number ? number : never

/** An array of exactly `Size` elements. */
export type Vec<Size extends number, T> = readonly T[] & { readonly [shape]?: "vec"; readonly size?: Size }

/** A queue of at most `Capacity` elements, oldest first. */
export type Fifo<Capacity extends number, T> = readonly T[] & { readonly [shape]?: "fifo"; readonly capacity?: Capacity }

/** A multiset of at most `Capacity` elements, kept in canonical order: a channel that reorders. */
export type Bag<Capacity extends number, T> = readonly T[] & { readonly [shape]?: "bag"; readonly capacity?: Capacity }

/** A number that wraps at `Width`, 0 … Width - 1. Only the words of `counter` apply to it. */
export type Counter<Width extends number> = number & { readonly [shape]: "counter"; readonly width?: Width }

/** One of `Count` interchangeable individuals. Only `===` and indexing apply to it, so permuting them changes nothing. */
export type Identity<Count extends number> = number & { readonly [shape]: "identity"; readonly count?: Count }

/** A payload that rules may only copy. Histories and properties may compare it with the five colours. */
export type Opaque = string & { readonly [shape]: "opaque" }

/** Memory of this endpoint that only its peer writes (through the fabric): `next` refuses it. */
export type Peer<T> = T & { readonly [writer]?: "peer" }

/** A record of scalars that memory holds in one aligned word: reading it, or any of its fields, is one access (E42). */
export type Word<T> = T & { readonly [shape]?: "word" }

/** The fields of `T` that change. Records are patched deeply; arrays, queues and scalars are replaced. */
export type Patch<T> = T extends readonly unknown[] | string | number | boolean
  ? T
  : T extends object
    ? { readonly [K in keyof T as K extends symbol ? never : typeof writer extends keyof T[K] ? never : K]?: Patch<T[K]> }
    : T
