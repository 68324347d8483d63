import { resolve } from 'node:path'
import { z } from 'zod'
import { ConfigError } from './error'

const megabyte = 1024 * 1024

/** What may be uploaded, and where it lies. */
export const fileKeys = {
  'files.folder': text('Folder for what people upload; by default `files` in the data folder. Back it up.'),
  'files.s3.endpoint': z
    .url({ protocol: /^https?$/ })
    .nullable()
    .default(null)
    .meta({
      description: 'An S3-compatible service to keep files in, instead of the folder.',
      allowed: 'an address such as https://s3.example.org',
    }),
  'files.s3.bucket': text('The bucket there. Nothing else may lie in it.'),
  'files.s3.region': z.string().min(1).default('us-east-1').meta({
    description: 'The region of the bucket.',
    allowed: 'a text',
  }),
  'files.s3.access_key_id': text('The id of a key that may read, write, list and delete there.', 'all'),
  'files.s3.secret_access_key': text('Its secret.', 'all'),
  'uploads.most_megabytes': megabytes(1, 100, 'Megabytes a file may have.'),
  'uploads.quota_megabytes': megabytes(0, 0, 'Megabytes all files of one person may have; 0 for any.'),
  'uploads.total_megabytes': megabytes(0, 0, 'Megabytes all files of everyone may have; 0 for any.'),
  'uploads.reserve_megabytes': megabytes(0, 500, 'Megabytes of the disk that uploads leave free.'),
}

type Values = { [Key in keyof typeof fileKeys]: z.infer<(typeof fileKeys)[Key]> }

export interface S3Settings {
  endpoint: string
  bucket: string
  region: string
  accessKeyId: string
  secretAccessKey: string
}

export interface FileSettings {
  /** Absolute. Files lie in it, and those that arrive: with `s3`, only these. */
  folder: string
  s3: S3Settings | null
}

/** In bytes; null where there is no limit. */
export interface UploadSettings {
  mostBytes: number
  quotaBytes: number | null
  totalBytes: number | null
  reserveBytes: number
}

/**
 * Where files lie.
 * @throws ConfigError when something is missing for S3
 */
export function fileSettings(values: Values & { data: string }, cwd: string): FileSettings {
  const folder = resolve(cwd, values['files.folder'] ?? `${values.data}/files`)
  const endpoint = values['files.s3.endpoint']
  const bucket = values['files.s3.bucket']
  const accessKeyId = values['files.s3.access_key_id']
  const secretAccessKey = values['files.s3.secret_access_key']
  const given = [endpoint, bucket, accessKeyId, secretAccessKey]
  if (given.every((value) => value === null)) return { folder, s3: null }
  if (endpoint === null || bucket === null || accessKeyId === null || secretAccessKey === null) {
    throw new ConfigError(
      'For S3, set files.s3.endpoint, files.s3.bucket, files.s3.access_key_id and files.s3.secret_access_key.',
    )
  }
  return { folder, s3: { endpoint, bucket, region: values['files.s3.region'], accessKeyId, secretAccessKey } }
}

export function uploadSettings(values: Values): UploadSettings {
  return {
    mostBytes: values['uploads.most_megabytes'] * megabyte,
    quotaBytes: values['uploads.quota_megabytes'] * megabyte || null,
    totalBytes: values['uploads.total_megabytes'] * megabyte || null,
    reserveBytes: values['uploads.reserve_megabytes'] * megabyte,
  }
}

function text(description: string, hide?: 'all') {
  const meta = { description, allowed: 'a text', ...(hide && { hide }) }
  return z.string().min(1).max(1000).nullable().default(null).meta(meta)
}

function megabytes(least: number, usual: number, description: string) {
  return z.int().min(least).max(10_000_000).default(usual).describe(description)
}
