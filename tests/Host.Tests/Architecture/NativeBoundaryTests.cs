using System.Reflection;
using System.Text.RegularExpressions;

namespace Maintenance.Host.Tests.Architecture;

/// <summary>
/// Calls of the operating system know on which system they run, and what is native stays in its folder. What may be called:
/// <see cref="NativeCallTests"/>.
/// </summary>
public sealed partial class NativeBoundaryTests
{
    // Calls of the operating system: each is guarded, and beside it stands what other systems do.
    private static readonly string[] SystemCalls = ["Store/Log/Embedded/FileSync.cs", "Store/Sql/DuckDb/WriterPriority.cs"];

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
        const BindingFlags All = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic
            | BindingFlags.DeclaredOnly;
        var strangers = Assembly.Load("Maintenance.Store").GetTypes()
            .Where(t => t.Namespace is { } space && space.StartsWith("Maintenance.Store.Sql.DuckDb", StringComparison.Ordinal)
                && !space.EndsWith(".Native", StringComparison.Ordinal))
            .ToArray();
        strangers.Length.ShouldBeGreaterThan(20);
        strangers.SelectMany(t => t.GetFields(All).Where(f => IsNative(f.FieldType)).Select(f => $"{t.Name}.{f.Name}")
                .Concat(t.GetMethods(All).Where(m => m.GetParameters().Any(p => IsNative(p.ParameterType)) || IsNative(m.ReturnType))
                    .Select(m => $"{t.Name}.{m.Name}")))
            .ShouldBeEmpty();
    }

    private static bool IsNative(Type type) =>
        type == typeof(nint) || type == typeof(nuint) || type.IsPointer || typeof(System.Runtime.InteropServices.SafeHandle)
            .IsAssignableFrom(type);

    [GeneratedRegex("""\[(LibraryImport|DllImport)\(""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Import();

    [GeneratedRegex("""\[SupportedOSPlatform\("linux"\)\](\s*\[SupportedOSPlatform\("macos"\)\])?\s*\[LibraryImport""",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Guarded();
}
