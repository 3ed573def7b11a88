/** Private keys for the logs of tests, made of counted bytes. */
export const LOG_KEY = 'PRIVATE+KEY+register.test/log+7660c0b8+AXd4eXp7fH1+f4CBgoOEhYaHiImKi4yNjo+QkZKTlJWW'
export const NEXT_LOG_KEY = 'PRIVATE+KEY+register.test/log+1bb9a80e+AYiJiouMjY6PkJGSk5SVlpeYmZqbnJ2en6ChoqOkpaan'
export const FOREIGN_LOG_KEY = 'PRIVATE+KEY+other.test/log+9602931b+AZmam5ydnp+goaKjpKWmp6ipqqusra6vsLGys7S1tre4'

/** What everybody may know of the first two. */
export const LOG_VERIFIER = 'register.test/log+7660c0b8+AfJml9w5jfWnNu1ytUcsmoJFi8xgYFc9SBhzgtC6zf3A'
export const NEXT_LOG_VERIFIER = 'register.test/log+1bb9a80e+AQP/DmDDY0dEv0XOwYMzQczd4ZKj9mhzQiN4vL1Goy8b'
