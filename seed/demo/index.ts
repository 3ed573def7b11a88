import { DEMO_DEPLOYMENTS } from './deployments.ts'
import { DEMO_EXPERTS } from './experts.ts'
import { DEMO_ORGANIZATIONS } from './organizations.ts'
import { REAL_ORGANIZATIONS, REAL_SOFTWARE } from './real-systems.ts'
import type { DemoSoftware } from './shape.ts'
import { ANALYTICS_SOFTWARE } from './software/analytics.ts'
import { CITIZEN_SERVICES_SOFTWARE } from './software/citizen-services.ts'
import { CULTURE_SOFTWARE } from './software/culture.ts'
import { DOCUMENTS_SOFTWARE } from './software/documents.ts'
import { ECONOMY_SOFTWARE } from './software/economy.ts'
import { EDUCATION_SOFTWARE } from './software/education.ts'
import { ENVIRONMENT_SOFTWARE } from './software/environment.ts'
import { FINANCE_SOFTWARE } from './software/finance.ts'
import { GEO_SOFTWARE } from './software/geo.ts'
import { HEALTH_SOFTWARE } from './software/health.ts'
import { HOUSING_SOFTWARE } from './software/housing.ts'
import { HR_SOFTWARE } from './software/hr.ts'
import { IDENTITY_SOFTWARE } from './software/identity.ts'
import { INFRASTRUCTURE_SOFTWARE } from './software/infrastructure.ts'
import { JUSTICE_SOFTWARE } from './software/justice.ts'
import { OPENNESS_SOFTWARE } from './software/openness.ts'
import { PARTICIPATION_SOFTWARE } from './software/participation.ts'
import { PROCUREMENT_SOFTWARE } from './software/procurement.ts'
import { RECONSTRUCTION_SOFTWARE } from './software/reconstruction.ts'
import { REGISTERS_SOFTWARE } from './software/registers.ts'
import { SAFETY_SOFTWARE } from './software/safety.ts'
import { SOCIAL_SOFTWARE } from './software/social.ts'
import { TRANSPORT_SOFTWARE } from './software/transport.ts'
import { VETERANS_SOFTWARE } from './software/veterans.ts'

/** The demonstration entries of all fields, in the order in which they get their register numbers. */
export const DEMO_SOFTWARE: readonly DemoSoftware[] = [
  ...ANALYTICS_SOFTWARE,
  ...CITIZEN_SERVICES_SOFTWARE,
  ...CULTURE_SOFTWARE,
  ...DOCUMENTS_SOFTWARE,
  ...ECONOMY_SOFTWARE,
  ...EDUCATION_SOFTWARE,
  ...ENVIRONMENT_SOFTWARE,
  ...FINANCE_SOFTWARE,
  ...GEO_SOFTWARE,
  ...HEALTH_SOFTWARE,
  ...HOUSING_SOFTWARE,
  ...HR_SOFTWARE,
  ...IDENTITY_SOFTWARE,
  ...INFRASTRUCTURE_SOFTWARE,
  ...JUSTICE_SOFTWARE,
  ...OPENNESS_SOFTWARE,
  ...PARTICIPATION_SOFTWARE,
  ...PROCUREMENT_SOFTWARE,
  ...RECONSTRUCTION_SOFTWARE,
  ...REGISTERS_SOFTWARE,
  ...SAFETY_SOFTWARE,
  ...SOCIAL_SOFTWARE,
  ...TRANSPORT_SOFTWARE,
  ...VETERANS_SOFTWARE,
]

export { DEMO_DEPLOYMENTS, DEMO_EXPERTS, DEMO_ORGANIZATIONS, REAL_ORGANIZATIONS, REAL_SOFTWARE }
