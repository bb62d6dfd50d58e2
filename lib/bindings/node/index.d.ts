// SPDX-License-Identifier: MIT

export type Type = 'person' | 'organisation' | 'place' | 'date' | 'money';
export type Unit = 'bytes' | 'characters' | 'utf16';

export interface Person {
  name: string | null;
  given: string | null;
  family: string | null;
  particle: string | null;
  suffix: string | null;
  title: string | null;
  role: { text: string; start: number; end: number } | null;
}

export interface Organisation {
  name: string | null;
  kind: string | null;
  acronym: string | null;
  country: string | null;
}

export interface Place {
  name: string | null;
  kind: string | null;
  country: string | null;
  region: string | null;
  latitude: number | null;
  longitude: number | null;
  id: string | null;
  runner_up: { id: string; score: number } | null;
}

export interface DateValue {
  kind: 'date' | 'time' | 'duration' | 'set';
  timex: string | null;
  modifier: string | null;
  begin: string | null;
  end: string | null;
  filled: Array<'year' | 'month' | 'week' | 'day' | 'hour'>;
}

export interface Money {
  amount: string | null;
  currency: string | null;
  modifier: string | null;
  low: string | null;
  high: string | null;
  unit: string | null;
  settled_by: string | null;
  equivalent: number | null;
  range: number | null;
}

interface RecordOf<T extends Type, V> {
  type: T;
  start: number;
  end: number;
  text: string;
  sentence: number;
  entity: number | null;
  confidence: number;
  value: V;
  /** With lists of one's own that have further columns: those of the row it was found by. */
  attributes?: { [column: string]: string };
  /** With `explain`: what spoke for it (positive weight) and against, strongest first. */
  reasons?: Array<{ name: string; weight: number }>;
}

export type Record =
  | RecordOf<'person', Person>
  | RecordOf<'organisation', Organisation>
  | RecordOf<'place', Place>
  | RecordOf<'date', DateValue>
  | RecordOf<'money', Money>;

export interface Entity {
  id: number;
  type: Type;
  name: string;
  count: number;
  records: number[];
}

export interface Document {
  reference_date: string | null;
  reference_date_source: 'given' | 'dateline' | 'header' | 'first_date' | null;
  records: Record[];
  entities: Entity[];
}

export interface ExtractOptions {
  /** "YYYY-MM-DD" or "YYYY-MM-DDTHH:MM[:SS]"; else it is looked for in the text. */
  referenceDate?: string | null;
  /** Only these types. */
  types?: Type[];
  /** Leave out names less sure than this, 0 to 1. */
  minConfidence?: number;
  /** Unit of all offsets; "utf16" fits string.slice(). */
  unit?: Unit;
  /** Read around bytes that are not UTF-8 instead of throwing. */
  replace?: boolean;
  /** Read 12/06/2011 as 12 June. */
  dayFirst?: boolean;
  /** Keep the reasons of each record. */
  explain?: boolean;
}

/** A path, or the text itself: a Buffer, or a string that has line ends. */
export type Source = string | Buffer;

export interface EngineOptions {
  /** Names that always win where they match. */
  gazetteers?: Source[];
  /** Names weighed like the built-in ones. */
  names?: Source[];
  /** Names never reported. */
  deny?: Source[];
  /** Further patterns for dates and money. */
  patterns?: Source[];
  /** A pack made by nomen-pack. */
  pack?: string;
  /** false: interpret patterns; same records, slower. */
  jit?: boolean;
  /** The most steps one try of a pattern may take; 0: 10,000. */
  matchLimit?: number;
}

export class NomenError extends Error {
  /** "eutf8", "elist", ... */
  code: string;
  /** Byte offset of the fault. */
  offset: number;
  /** Line and column from 1 in a list or pattern file, else 0. */
  line: number;
  column: number;
  file: string;
}

export class Engine {
  constructor(options?: EngineOptions);
  extract(text: string | Buffer, options?: ExtractOptions): Document;
  /** On another thread. A Buffer must not change until the promise is settled. */
  extractAsync(text: string | Buffer, options?: ExtractOptions): Promise<Document>;
}

export const version: string;
export function extract(text: string | Buffer, options?: ExtractOptions): Document;
export function extractAsync(text: string | Buffer, options?: ExtractOptions): Promise<Document>;
