// Written by scripts/write-request-fields.ts. Do not edit.

/** The version of Plaid's OpenAPI description that {@link requestFieldsTable} was read from. */
export const openapiVersion = '2020-09-14_1.697.4';

/**
 * What requests may hold, one field a line: `name! type` is required, `name?` may be null, `[]` is a list,
 * `1..500` limits a number, or the length of a text or list; `= a|b` are its values, `in Name` those of a
 * list at the top. Fields of an object stand indented below it.
 */
export const requestFieldsTable = `
AssetReportAddOns = investments|fast_assets
CashflowAttributesVersion = v1.0|v2.0|CFI1
ConsumerReportPermissiblePurpose = ACCOUNT_REVIEW_CREDIT|ACCOUNT_REVIEW_NON_CREDIT|EXTENSION_OF_CREDIT|LEGITIMATE_BUSINESS_NEED_TENANT_SCREENING|LEGITIMATE_BUSINESS_NEED_OTHER|WRITTEN_INSTRUCTION_PREQUALIFICATION|WRITTEN_INSTRUCTION_OTHER|ELIGIBILITY_FOR_GOVT_BENEFITS
CountryCode = US|GB|ES|NL|FR|IE|CA|DE|IT|PL|DK|NO|SE|EE|LT|LV|PT|BE|AT|FI
CraCheckReportVerificationGetReportType = VOA|EMPLOYMENT_REFRESH|INCOME
CraPartnerInsightsBaseFicoScoreVersion = 8|9|10|10T
CraPartnerInsightsBureau = EQUIFAX|EXPERIAN|TRANSUNION
CraPartnerInsightsUltraFicoScoreVersion = 1.0
CreditAccountSubtype = credit card|paypal|all
DepositoryAccountSubtype = checking|savings|hsa|cd|money market|paypal|prepaid|cash management|ebt|limited purpose checking|all
EmploymentSourceType = bank|payroll
GSEReportType = VOA|EMPLOYMENT_REFRESH
HostedLinkDeliveryMethod = sms|email
IDNumberType = ar_dni|au_drivers_license|au_passport|br_cpf|ca_sin|cl_run|cn_resident_card|co_nit|dk_cpr|eg_national_id|es_dni|es_nie|hk_hkid|in_pan|it_cf|jo_civil_id|jp_my_number|ke_huduma_namba|kw_civil_id|mx_curp|mx_rfc|my_nric|ng_nin|nz_drivers_license|om_civil_id|ph_psn|pl_pesel|ro_cnp|sa_national_id|se_pin|sg_nric|tr_tc_kimlik|us_ssn|us_ssn_last_4|za_smart_id
IncomeInsightsVersion = II2
IncomeVerificationDocParsingConfig = ocr|risk_signals
IncomeVerificationPayrollFlowType = payroll_digital_income|payroll_document_income
IncomeVerificationSourceType = bank|payroll
InvestmentAccountSubtype = 529|401a|401k|403B|457b|brokerage|cash isa|crypto exchange|education savings account|fhsa|fixed annuity|gic|health reimbursement arrangement|hsa|ira|isa|keogh|lif|life insurance|line of credit|lira|lrif|lrsp|mutual fund|non-custodial wallet|non-taxable brokerage account|other|other annuity|other insurance|pension|prif|profit sharing plan|qshr|rdsp|resp|retirement|rlif|roth|roth 401k|roth 403B|roth 457b|roth pension|roth profit sharing plan|roth thrift savings plan|rrif|rrsp|sarsep|sep ira|simple ira|sipp|stock plan|thrift savings plan|tfsa|trust|ugma|utma|variable annuity|all
ItemRemoveReasonCode = FRAUD_FIRST_PARTY|FRAUD_FALSE_IDENTITY|FRAUD_ABUSE|FRAUD_OTHER|CONNECTION_IS_NON_FUNCTIONAL|OTHER
LimitedPurposeType = RENT_MORTGAGE
LinkTokenCreateRequestAppearanceMode = LIGHT|DARK|SYSTEM
LoanAccountSubtype = auto|business|commercial|construction|consumer|home equity|loan|mortgage|overdraft|line of credit|student|other|all
NetworkInsightsVersion = NI1
OtherAccountSubtype = other|all
PaymentAmountCurrency = GBP|EUR|PLN|SEK|DKK|NOK
PaymentScheduleInterval = WEEKLY|MONTHLY
PaymentScheme = LOCAL_DEFAULT|LOCAL_INSTANT|SEPA_CREDIT_TRANSFER|SEPA_CREDIT_TRANSFER_INSTANT
PersonalFinanceCategoryVersion = v1|v2
PlaidLendScoreVersion = v1.0|v2.0|LS1
PrismCashScoreVersion = 4.1|4|3_lite|3
PrismDetectVersion = 4.1|4
PrismExtendVersion = 4.1|4
PrismFirstDetectVersion = 3
PrismInsightsVersion = 4.1|4|3
Products = assets|auth|balance|balance_plus|beacon|identity|identity_match|investments|investments_auth|liabilities|payment_initiation|identity_verification|transactions|credit_details|income|income_verification|standing_orders|transfer|employment|recurring_transactions|transactions_refresh|signal|statements|processor_payments|processor_identity|profile|cra_base_report|cra_income_insights|cra_partner_insights|cra_network_insights|cra_cashflow_insights|cra_monitoring|cra_lend_score|cra_plaid_credit_score|layer|pay_by_bank|protect_linked_bank|protect_transactions
UserStatedIncomeSourceCategory = OTHER|SALARY|UNEMPLOYMENT|CASH|GIG_ECONOMY|RENTAL|CHILD_SUPPORT|MILITARY|RETIREMENT|LONG_TERM_DISABILITY|BANK_INTEREST
UserStatedIncomeSourceFrequency = UNKNOWN|WEEKLY|BIWEEKLY|SEMI_MONTHLY|MONTHLY
UserStatedIncomeSourcePayType = UNKNOWN|GROSS|NET
WebhookType = AUTH|HOLDINGS|INVESTMENTS_TRANSACTIONS|ITEM|LIABILITIES|TRANSACTIONS|ASSETS
/accounts/balance/get
 access_token! string
 secret string
 client_id string
 options object
  account_ids [] string
  min_last_updated_datetime string
/accounts/get
 client_id string
 secret string
 access_token! string
 options object
  account_ids [] string
/asset_report/audit_copy/create
 client_id string
 secret string
 asset_report_token! string
 auditor_id string
/asset_report/audit_copy/remove
 client_id string
 secret string
 audit_copy_token! string
/asset_report/create
 client_id string
 secret string
 access_tokens [] 1..99 string
 days_requested! integer 0..731
 options object
  client_report_id? string
  webhook? string
  include_fast_report? boolean
  products [] string
  add_ons [] in AssetReportAddOns
  user object
   client_user_id? string
   first_name? string
   middle_name? string
   last_name? string
   ssn? string
   phone_number? string
   email? string
  require_all_items? boolean
/asset_report/filter
 client_id string
 secret string
 asset_report_token! string
 account_ids_to_exclude! [] string
/asset_report/get
 client_id string
 secret string
 asset_report_token string
 user_token string
 include_insights boolean
 fast_report boolean
 options object
  days_to_include? integer 0..731
/asset_report/pdf/get
 client_id string
 secret string
 asset_report_token! string
 options object
  days_to_include? integer 0..731
/asset_report/refresh
 client_id string
 secret string
 asset_report_token! string
 days_requested? integer 0..731
 options object
  client_report_id? string
  webhook? string
  user object
   client_user_id? string
   first_name? string
   middle_name? string
   last_name? string
   ssn? string
   phone_number? string
   email? string
/asset_report/remove
 client_id string
 secret string
 asset_report_token! string
/auth/get
 client_id string
 secret string
 access_token! string
 options object
  account_ids [] string
/categories/get
/identity/get
 client_id string
 secret string
 access_token! string
 options object
  account_ids [] string
/institutions/get
 client_id string
 secret string
 count! integer 1..500
 offset! integer 0..
 country_codes! [] 1.. in CountryCode
 options object
  products? [] 1.. in Products
  routing_numbers? [] string
  oauth? boolean
  include_optional_metadata boolean
  include_auth_metadata boolean
  include_payment_initiation_metadata boolean
/institutions/get_by_id
 client_id string
 secret string
 institution_id! string 1..
 country_codes! [] in CountryCode
 options object
  include_optional_metadata boolean
  include_status boolean
  include_auth_metadata boolean
  include_payment_initiation_metadata boolean
/institutions/search
 client_id string
 secret string
 query! string 1..
 products? [] 1.. in Products
 country_codes! [] in CountryCode
 options object
  oauth? boolean
  include_optional_metadata boolean
  include_auth_metadata? boolean
  include_payment_initiation_metadata? boolean
  payment_initiation? object
   payment_id? string
   consent_id? string
/investments/holdings/get
 client_id string
 secret string
 access_token! string
 options object
  account_ids [] string
/investments/transactions/get
 client_id string
 secret string
 access_token! string
 start_date! date
 end_date! date
 options object
  account_ids [] string
  count integer 1..500
  offset integer 0..
  async_update boolean
/item/access_token/invalidate
 client_id string
 secret string
 access_token! string
/item/get
 client_id string
 secret string
 access_token! string
/item/import
 client_id string
 secret string
 institution_id string
 products! [] 1.. in Products
 user_auth! object
  user_id! string
  auth_token! string
 options object
  webhook string
/item/public_token/create
 client_id string
 secret string
 access_token! string
/item/public_token/exchange
 client_id string
 secret string
 public_token! string
/item/remove
 client_id string
 secret string
 access_token! string
 reason_code? in ItemRemoveReasonCode
 reason_note? string ..512
/item/webhook/update
 client_id string
 secret string
 access_token! string
 webhook? string
/liabilities/get
 client_id string
 secret string
 access_token! string
 options object
  account_ids [] string
/link/token/create
 client_id string
 secret string
 client_name! string 1..
 language! string 1..
 country_codes! [] 1.. in CountryCode
 user object
  client_user_id! string 1..
  legal_name string
  name? object
   given_name! string
   family_name! string
  phone_number string
  phone_number_verified_time? string
  email_address string
  email_address_verified_time? string
  ssn string
  date_of_birth? date
  address? object
   street? string
   street2? string
   city? string
   region? string
   postal_code? string
   country! string
  id_number? object
   value! string
   type! in IDNumberType
 user_id string
 products? [] in Products
 required_if_supported_products? [] in Products
 optional_products? [] in Products
 additional_consented_products? [] in Products
 webhook string
 access_token? string 1..
 access_tokens [] string
 link_customization_name string
 appearance_mode? in LinkTokenCreateRequestAppearanceMode
 redirect_uri string
 android_package_name string
 institution_data object
  routing_number string
 card_switch object
  card_bin! string
 account_filters object
  depository object
   account_subtypes! [] in DepositoryAccountSubtype
   limited_purpose_types [] in LimitedPurposeType
  credit object
   account_subtypes! [] in CreditAccountSubtype
  loan object
   account_subtypes! [] in LoanAccountSubtype
  investment object
   account_subtypes! [] in InvestmentAccountSubtype
  other object
   account_subtypes! [] in OtherAccountSubtype
 eu_config object
  headless boolean
 institution_id string
 payment_configuration object
  amount! string
  description string
 payment_initiation object
  payment_id string
  consent_id string
 employment object
  employment_source_types [] in EmploymentSourceType
  bank_employment object
   days_requested! integer
 income_verification object
  income_verification_id string
  asset_report_id string
  access_tokens? [] string
  income_source_types [] in IncomeVerificationSourceType
  bank_income object
   days_requested! integer 1..731
   enable_multiple_items? boolean
  payroll_income object
   flow_types? [] in IncomeVerificationPayrollFlowType
   is_update_mode boolean
   item_id_to_update? string
   parsing_config? [] in IncomeVerificationDocParsingConfig
  stated_income_sources [] object
   employer string
   category in UserStatedIncomeSourceCategory
   pay_per_cycle number
   pay_annual number
   pay_type in UserStatedIncomeSourcePayType
   pay_frequency in UserStatedIncomeSourceFrequency
 base_report object
  days_requested! integer 1..730
  client_report_id? string
 credit_partner_insights object
  days_requested integer 1..730
 cra_options object
  days_requested! integer ..731
  days_required integer ..184
  client_report_id? string
  partner_insights object
   prism_versions? object
    firstdetect? in PrismFirstDetectVersion
    detect? in PrismDetectVersion
    cashscore? in PrismCashScoreVersion
    extend? in PrismExtendVersion
    insights? in PrismInsightsVersion
   fico? object
    fico_lender_id! string
    lender_application_id! string
    ultrafico_score_requests! [] object
     ultrafico_score_version! in CraPartnerInsightsUltraFicoScoreVersion
     fico_scoring_request_id string
     request_correlation_id string
     base_fico_score! object
      bureau! in CraPartnerInsightsBureau
      score! integer
      reason_codes [] ..4 string
      reason_code_1? string
      reason_code_2? string
      reason_code_3? string
      reason_code_4? string
      did_inquiries_adversely_affect_score? boolean
      base_fico_score_version! in CraPartnerInsightsBaseFicoScoreVersion
  base_report object
   client_report_id? string
   gse_options? object
    report_types! [] in GSEReportType
   require_identity? boolean
   home_lending_report_options? object
    reports_requested! [] in CraCheckReportVerificationGetReportType
    employment_refresh_options? object
     days_requested! integer ..731
  cashflow_insights object
   attributes_version? in CashflowAttributesVersion
  lend_score object
   lend_score_version? in PlaidLendScoreVersion
  network_insights object
   network_insights_version? in NetworkInsightsVersion
  include_investments? boolean
  income_insights object
   income_insights_filter? object
    included_categories! [] string
    excluded_categories [] string
   income_insights_version!? in IncomeInsightsVersion
 consumer_report_permissible_purpose in ConsumerReportPermissiblePurpose
 auth object
  auth_type_select_enabled boolean
  automated_microdeposits_enabled boolean
  instant_match_enabled boolean
  same_day_microdeposits_enabled boolean
  instant_microdeposits_enabled boolean
  reroute_to_credentials = OFF|OPTIONAL|FORCED
  database_match_enabled boolean
  database_insights_enabled boolean
  flow_type = FLEXIBLE_AUTH
  sms_microdeposits_verification_enabled boolean
 transfer object
  intent_id string
  authorization_id string
  payment_profile_token string
 update object
  account_selection_enabled boolean
  reauthorization_enabled boolean
  user boolean
  item_ids? [] string
 identity_verification object
  template_id! string
  consent boolean
  gave_consent boolean
 statements object
  start_date! date
  end_date! date
 third_party_user_token string
 investments object
  allow_unverified_crypto_wallets boolean
  allow_manual_entry boolean
 investments_auth object
  manual_entry_enabled? boolean
  masked_number_match_enabled? boolean
  stated_account_number_enabled? boolean
  rollover_401k_enabled? boolean
 hosted_link object
  delivery_method in HostedLinkDeliveryMethod
  completion_redirect_uri string
  url_lifetime_seconds integer
  is_mobile_app boolean
 transactions object
  days_requested integer 1..730
 cashflow_report object
  days_requested integer 1..730
 cra_enabled boolean
 identity object
  is_document_upload boolean
  account_ids [] string
  parsing_configs [] in IncomeVerificationDocParsingConfig
 financekit_supported boolean
 enable_multi_item_link boolean
 user_token string
/link/token/get
 client_id string
 secret string
 link_token! string
/payment_initiation/payment/create
 client_id string
 secret string
 recipient_id! string
 reference! string 1..18
 amount! object
  currency! in PaymentAmountCurrency
  value! number
 schedule? object
  interval! in PaymentScheduleInterval
  interval_execution_day! integer
  start_date! date
  end_date? date
  adjusted_start_date? date
 options? object
  request_refund_details? boolean
  iban? string 15..34
  bacs? object
   account string 1..10
   sort_code string 6..6
  scheme? in PaymentScheme
/payment_initiation/payment/get
 client_id string
 secret string
 payment_id! string
/payment_initiation/payment/list
 client_id string
 secret string
 count? integer 1..200
 cursor? string
 consent_id? string
/payment_initiation/payment/token/create
 client_id string
 secret string
 payment_id! string
/payment_initiation/recipient/create
 client_id string
 secret string
 name! string 1..
 iban? string 15..34
 bacs? object
  account string 1..10
  sort_code string 6..6
 address? object
  street! [] 1.. string 1..
  city! string 1..35
  postal_code! string 1..16
  country! string 2..2
/payment_initiation/recipient/get
 client_id string
 secret string
 recipient_id! string
/payment_initiation/recipient/list
 client_id string
 secret string
 count? integer 1..100
 cursor string ..256
/processor/stripe/bank_account_token/create
 client_id string
 secret string
 access_token! string
 account_id! string
/processor/token/create
 client_id string
 secret string
 access_token! string
 account_id! string
 processor! = dwolla|galileo|modern_treasury|ocrolus|vesta|drivewealth|vopay|achq|check|checkbook|circle|sila_money|rize|svb_api|unit|wyre|lithic|alpaca|astra|moov|treasury_prime|marqeta|checkout|solid|highnote|gemini|apex_clearing|gusto|adyen|atomic|i2c|wepay|riskified|utb|adp_roll|fortress_trust|bond|bakkt|teal|zero_hash|taba_pay|knot|sardine|alloy|finix|nuvei|layer|boom|paynote|stake|wedbush|esusu|ansa|scribeup|straddle|loanpro|bloom_credit|sfox|brale|parafin|cardless|open_ledger|valon|gainbridge|cardlytics|pinwheel|thread_bank|array|fiant|oatfi|curinos|frame|interchecks|interchange|atomicfi
/sandbox/item/fire_webhook
 client_id string
 secret string
 access_token! string
 webhook_type in WebhookType
 webhook_code! = DEFAULT_UPDATE|NEW_ACCOUNTS_AVAILABLE|SMS_MICRODEPOSITS_VERIFICATION|AUTHORIZATION_GRANTED|USER_PERMISSION_REVOKED|USER_ACCOUNT_REVOKED|PENDING_DISCONNECT|RECURRING_TRANSACTIONS_UPDATE|LOGIN_REPAIRED|SYNC_UPDATES_AVAILABLE|PRODUCT_READY|ERROR
/sandbox/item/reset_login
 client_id string
 secret string
 access_token! string
/sandbox/item/set_verification_status
 client_id string
 secret string
 access_token! string
 account_id! string
 verification_status! = automatically_verified|verification_expired
/sandbox/public_token/create
 client_id string
 secret string
 institution_id! string
 initial_products! [] 1.. in Products
 options object
  webhook string
  override_username? string
  override_password? string
  transactions? object
   start_date date
   end_date date
   days_requested integer 1..730
  statements? object
   start_date! date
   end_date! date
  income_verification object
   income_source_types [] in IncomeVerificationSourceType
   bank_income object
    days_requested integer
 user_token string
 user_id string
/transactions/get
 client_id string
 options object
  account_ids [] string
  count integer 1..500
  offset integer 0..
  include_original_description? boolean
  include_personal_finance_category_beta boolean
  include_personal_finance_category boolean
  include_logo_and_counterparty_beta boolean
  personal_finance_category_version in PersonalFinanceCategoryVersion
  days_requested integer 1..730
 access_token! string
 secret string
 start_date! date
 end_date! date
/transactions/refresh
 client_id string
 access_token! string
 secret string
/transactions/sync
 client_id string
 access_token! string
 secret string
 cursor string
 count integer 1..500
 options object
  include_original_description? boolean
  include_personal_finance_category boolean
  include_logo_and_counterparty_beta boolean
  personal_finance_category_version in PersonalFinanceCategoryVersion
  days_requested integer 1..730
  account_id string
/webhook_verification_key/get
 client_id string
 secret string
 key_id! string
`;
