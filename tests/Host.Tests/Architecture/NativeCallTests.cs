using System.Reflection;
using System.Runtime.InteropServices;

namespace Maintenance.Host.Tests.Architecture;

/// <summary>
/// The product calls C by itself only for what no package offers. Each call is guarded by the operating system, with a way to do without
/// it.
/// </summary>
public sealed class NativeCallTests
{
    private const BindingFlags All = BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic
        | BindingFlags.DeclaredOnly;

    [Fact]
    public void Only_four_functions_of_DuckDB_file_sync_and_thread_priority_are_called_in_C() =>
        Product.Assemblies.SelectMany(CallsOf).Where(c => !IsOracle(c)).Select(c => c.Function).ShouldBe(
        [
            "duckdb_appender_add_column", "duckdb_appender_clear_columns", "duckdb_appender_create_query", "duckdb_prepared_statement_type",
            "libc close", "libc fdatasync", "libc fsync", "libc open",
            "libc setpriority",
        ], ignoreOrder: true);

    [Fact]
    public void XGBoost_is_an_oracle_of_tests_and_benches_alone() =>
        Product.Assemblies.SelectMany(CallsOf).Where(c => c.Library.Contains("xgboost", StringComparison.Ordinal) && !IsOracle(c))
            .ShouldBeEmpty();

    [Fact]
    public void A_call_is_found() => CallsOf(typeof(Planted.CallsC).Assembly)
        .ShouldContain(c => c.Function == "libc getpid" && c.Owner == typeof(Planted.CallsC).FullName);

    private static bool IsOracle(Call call) => call.Owner.StartsWith("Maintenance.Training.Bench.", StringComparison.Ordinal)
        && call.Library.Contains("xgboost", StringComparison.Ordinal);

    // What [LibraryImport] generates is an extern method, too: beside the method, or as a local function of it.
    private static IEnumerable<Call> CallsOf(Assembly assembly) => assembly.GetTypes().SelectMany(t => t.GetMethods(All))
        .Where(m => m.Attributes.HasFlag(MethodAttributes.PinvokeImpl))
        .Select(m => (Method: m, Import: m.GetCustomAttribute<DllImportAttribute>()!))
        .Select(m => new Call(m.Method.DeclaringType!.FullName!, m.Import.Value, m.Import.EntryPoint!));

    private sealed record Call(string Owner, string Library, string EntryPoint)
    {
        public string Function => Library == "libc" ? $"libc {EntryPoint}" : EntryPoint;
    }
}
