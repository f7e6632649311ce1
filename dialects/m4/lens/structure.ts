import type { Structure } from '../../../src/core/network/model.js';
import type { Zone } from '../../../src/wire/zone.js';
import type { M4Structure } from '../wire.js';
import { m4Date } from './date.js';

/** A structure as GetStructures answers it, in the order of its sample. */
export const structureView = (structure: Structure, zone: Zone): M4Structure => ({
  ID: structure.id,
  ParentID: structure.parentId ?? null,
  FullAddress: structure.fullAddress ?? '',
  HouseNumber: structure.houseNumber ?? '',
  PreDirectional: structure.preDirectional ?? '',
  Street: structure.street ?? '',
  StreetSuffix: structure.streetSuffix ?? '',
  PostDirectional: structure.postDirectional ?? '',
  UnitNumber: structure.unitNumber ?? '',
  City: structure.city ?? '',
  State: structure.state ?? '',
  Zip_Code: structure.postalCode ?? '',
  County: structure.county ?? '',
  Latitude: structure.latitude ?? null,
  Longitude: structure.longitude ?? null,
  CensusBlock: structure.censusBlock ?? null,
  CensusTract: structure.censusTract ?? null,
  Exchange: structure.exchange ?? '',
  StructureType: structure.type ?? '',
  Comments: structure.comments ?? '',
  COID: structure.centralOfficeId ?? null,
  LoopLength: structure.loopLength ?? null,
  Mapped: structure.mapped ?? null,
  LastUpdateUser: structure.updatedBy ?? '',
  LastUpdateDate: m4Date(structure.updatedAt, zone),
});
