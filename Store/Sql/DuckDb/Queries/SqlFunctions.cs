using System.Collections.Frozen;

namespace Maintenance.Store.Sql.DuckDb.Queries;

/// <summary>
/// The functions that user SQL may call, each with the bound it stays within. All others are refused: DuckDB has about seven hundred, among
/// them some that overflow the native stack (recursive ones over JSON), that ignore interrupts (edit distances, lambdas over lists), that
/// allocate outside the memory limit, or that read settings and files. docs/operations/sql.md lists the same; a test compares.
/// </summary>
internal static class SqlFunctions
{
    private static readonly (SqlFunction Kind, string Names)[] Listed =
    [
        (SqlFunction.Fixed, "+ - * / // % ** ^ & | ~ << >> xor abs sign ceil ceiling floor round round_even trunc sqrt cbrt exp ln log "
            + "log2 log10 pow power sin cos tan cot asin acos atan atan2 sinh cosh tanh asinh acosh atanh degrees radians pi gamma lgamma "
            + "even gcd lcm fmod fdiv add subtract multiply divide mod isnan isinf isfinite signbit nextafter bit_count random uuid "
            + "gen_random_uuid hash md5 sha1 sha256 md5_number greatest_common_divisor least_common_multiple"),
        (SqlFunction.Fixed, "date_part datepart date_trunc datetrunc date_diff datediff date_sub datesub date_add age year month day hour "
            + "minute second millisecond microsecond nanosecond quarter week weekofyear weekday dayofweek dayofmonth dayofyear isodow "
            + "isoyear yearweek decade century millennium era julian epoch epoch_ms epoch_us epoch_ns last_day dayname monthname days_in_month "
            + "make_date make_time make_timestamp make_timestamp_ms make_timestamp_ns make_timestamptz to_timestamp to_years to_quarters "
            + "to_months to_weeks to_days to_hours to_minutes to_seconds to_milliseconds to_microseconds time_bucket timezone now today "
            + "current_date current_time current_timestamp get_current_time get_current_timestamp current_localtime "
            + "current_localtimestamp localtime localtimestamp transaction_timestamp"),
        (SqlFunction.Fixed, "length len strlen char_length character_length bit_length octet_length ascii ord unicode chr position strpos "
            + "instr starts_with ends_with prefix suffix contains ^@ typeof pg_typeof cardinality list_contains array_contains list_has "
            + "array_has list_position list_indexof array_position array_length list_count list_sum list_avg list_min list_max list_median "
            + "list_stddev_pop list_stddev_samp list_var_pop list_var_samp list_product list_bool_and list_bool_or map_contains "
            + "json_array_length json_type json_valid json_exists version enum_code"),
        (SqlFunction.Same, "lower upper lcase ucase trim ltrim rtrim substr substring left right reverse strip_accents split_part "
            + "if ifnull nullif greatest least coalesce list_extract list_element array_extract element_at struct_extract "
            + "struct_extract_at map_extract map_extract_value map_keys map_values union_extract union_tag json_extract json_extract_path "
            + "json_extract_string json_extract_path_text json_value json_keys -> ->> list_sort list_reverse_sort list_distinct "
            + "list_slice array_slice list_first list_last array_sort array_distinct unnest from_hex unhex from_base64 strftime "
            + "nfc_normalize"),
        (SqlFunction.Joined, "|| concat concat_ws list_value list_pack array_value struct_pack union_value row map list_concat list_cat "
            + "array_concat list_append list_prepend array_append array_prepend json_array json_object"),
        (SqlFunction.Doubled, "hex to_hex to_base64 base64 to_json json_quote encode decode flatten split string_split str_split "
            + "string_to_array"),
        (SqlFunction.Replaced, "replace regexp_replace array_to_string"),
        (SqlFunction.Repeated, "repeat"),
        (SqlFunction.Padded, "lpad rpad"),
        (SqlFunction.Matched, "regexp_matches regexp_full_match regexp_extract ~~ !~~ strptime try_strptime"),
        (SqlFunction.Backtracked, "~~* !~~* ~~~ like_escape not_like_escape"),
        (SqlFunction.Collected, "list array_agg string_agg group_concat listagg"),
        (SqlFunction.Windowed, "count count_star sum avg mean min max first last any_value arbitrary stddev stddev_pop stddev_samp "
            + "variance var_pop var_samp bool_and bool_or median quantile_cont quantile_disc quantile count_if countif "
            + "row_number rank dense_rank rank_dense percent_rank cume_dist ntile lag lead first_value last_value nth_value"),
        (SqlFunction.Aggregated, "fsum sumkahan kahan_sum favg product arg_min arg_max argmin argmax min_by max_by bit_and bit_or bit_xor "
            + "mode mad skewness kurtosis kurtosis_pop entropy sem geomean geometric_mean weighted_avg wavg corr covar_pop covar_samp "
            + "regr_avgx regr_avgy regr_count regr_intercept regr_r2 regr_slope regr_sxx regr_sxy regr_syy approx_count_distinct "
            + "approx_quantile"),
        (SqlFunction.Source, "range generate_series unnest json_each"),
    ];

    private static readonly FrozenDictionary<string, SqlFunction> Expressions = Listed.Where(l => l.Kind != SqlFunction.Source)
        .SelectMany(l => l.Names.Split(' ').Select(n => (Name: n, l.Kind))).DistinctBy(f => f.Name)
        .ToFrozenDictionary(f => f.Name, f => f.Kind, StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Sources = Listed.Where(l => l.Kind == SqlFunction.Source)
        .SelectMany(l => l.Names.Split(' ')).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Names by kind, sorted.</summary>
    public static ILookup<SqlFunction, string> All => Listed.SelectMany(l => l.Names.Split(' ').Select(n => (Name: n, l.Kind)))
        .Distinct().OrderBy(f => f.Name, StringComparer.Ordinal).ToLookup(f => f.Kind, f => f.Name);

    /// <summary>The kind of a function in an expression; null if it is not allowed.</summary>
    public static SqlFunction? Find(string name) => Expressions.TryGetValue(name, out var kind) ? kind : null;

    /// <summary>True if the function may stand in FROM.</summary>
    public static bool IsSource(string name) => Sources.Contains(name);
}
