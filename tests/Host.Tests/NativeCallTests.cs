using System.Reflection;
using System.Text.RegularExpressions;

namespace Maintenance.Host.Tests;

/// <summary>The product calls C itself only where no package does, and such code knows on which system it runs.</summary>
public sealed partial class NativeCallTests
{
    private static readonly string[] DuckDbFunctions =
        ["duckdb_appender_create_query", "duckdb_appender_add_column", "duckdb_appender_clear_columns", "duckdb_prepared_statement_type"];

    // Calls of the operating system: each is guarded, and beside it stands what other systems do.
    private static readonly string[] SystemCalls = ["Store/EmbeddedLog/FileSync.cs", "Store/DuckDb/WriterPriority.cs"];

    // On their way out of the product: MQTT's binding, and XGBoost's, which goes to the tests and benches.
    private static readonly string[] Leaving = ["Mqtt/", "Scoring/Training/Native/"];

    [Fact]
    public void Only_four_functions_of_DuckDB_and_the_guarded_calls_of_the_system_are_imported()
    {
        var imports = Imports();
        imports.Where(i => i.Function.StartsWith("duckdb_", StringComparison.Ordinal)).Select(i => i.Function).ShouldBe(DuckDbFunctions, ignoreOrder: true);
        imports.Where(i => !i.Function.StartsWith("duckdb_", StringComparison.Ordinal)).Select(i => i.File).Distinct().ShouldBe(SystemCalls, ignoreOrder: true);
    }

    [Fact]
    public void Calls_of_the_system_say_where_they_exist_and_their_files_ask_before_calling()
    {
        foreach (var file in SystemCalls)
        {
            var code = File.ReadAllText(Repository.PathOf(file));
            Import().Count(code).ShouldBe(Guarded().Count(code), $"{file}: each import names its systems");
            code.ShouldContain("OperatingSystem.Is", customMessage: file);
        }
    }

    [Fact]
    public void No_handle_or_pointer_of_DuckDB_leaves_the_native_folder()
    {
        const BindingFlags All = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        var strangers = Assembly.Load("Maintenance.Store").GetTypes()
            .Where(t => t.Namespace is { } space && space.StartsWith("Maintenance.Store.DuckDb", StringComparison.Ordinal) && !space.EndsWith(".Native", StringComparison.Ordinal))
            .ToArray();
        strangers.Length.ShouldBeGreaterThan(20);
        strangers.SelectMany(t => t.GetFields(All).Where(f => IsNative(f.FieldType)).Select(f => $"{t.Name}.{f.Name}")
                .Concat(t.GetMethods(All).Where(m => m.GetParameters().Any(p => IsNative(p.ParameterType)) || IsNative(m.ReturnType)).Select(m => $"{t.Name}.{m.Name}")))
            .ShouldBeEmpty();
    }

    private static bool IsNative(Type type) =>
        type == typeof(nint) || type == typeof(nuint) || type.IsPointer || typeof(System.Runtime.InteropServices.SafeHandle).IsAssignableFrom(type);

    private static (string File, string Function)[] Imports() =>
        [.. Repository.SourceFiles("*.cs")
            .Where(f => !f.StartsWith("tests/", StringComparison.Ordinal) && !Leaving.Any(l => f.StartsWith(l, StringComparison.Ordinal)))
            .SelectMany(f => Import().Matches(File.ReadAllText(Repository.PathOf(f))).Select(m => (f, m.Groups["function"].Value)))];

    [GeneratedRegex("""\[(LibraryImport|DllImport)\([^)]*EntryPoint = "(?<function>\w+)"|\[(LibraryImport|DllImport)\(""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Import();

    [GeneratedRegex("""\[SupportedOSPlatform\("linux"\)\](\s*\[SupportedOSPlatform\("macos"\)\])?\s*\[LibraryImport""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Guarded();
}
