using System.Buffers;
using System.Reflection;
using Maintenance.Core.Ports;
using Maintenance.Simulator.Player;

namespace Maintenance.Fuzz.Tests;

/// <summary>No reader of bytes or text from outside without a target.</summary>
public sealed class CoverageTests
{
    private static readonly Type[] Ports = [typeof(IPayloadDecoder), typeof(IModelReader), typeof(IRecordedSource)];

    private static readonly string[] Verbs = ["Parse", "TryParse", "Decode", "TryDecode", "Read", "TryRead", "Load", "Open",
        "ReadOrCreate", "FromBytes"];

    private static readonly Type[] Inputs =
    [
        typeof(byte[]), typeof(ReadOnlySpan<byte>), typeof(ReadOnlyMemory<byte>), typeof(ReadOnlySequence<byte>),
            typeof(ReadOnlySpan<char>),
        typeof(string), typeof(Stream), typeof(TextReader),
    ];

    /// <summary>Readers whose input is the operator's own, or the product's, or that another target reaches; each with its
    /// reason.</summary>
    private static readonly Dictionary<string, string> Exempt = new(StringComparer.Ordinal)
    {
        ["Maintenance.Pmml.DataDictionary.DateOrigin"] = "an attribute of PMML, whose target reaches it",
        ["Maintenance.Training.Evaluation.Pmml.DocumentSummary"] = "counts elements of a document of a benchmark's folder",
        ["Maintenance.Training.Evaluation.Pmml.Tolerance"] = "an option of the command line",
        ["Maintenance.Simulator.Player.RecordPacer"] = "an option of the command line",
        ["Maintenance.Training.Evaluation.Bearings.LabelledRecordings"] = "the index of a benchmark's folder; its refusals have tests",
        ["Maintenance.Scoring.StateDetection.DrillingStates"] = "words that the product itself stored",
        ["Maintenance.Scoring.Registry.ConditionModels"] = "chooses among the readers of models",
        ["Maintenance.Scoring.Registry.ModelFile"] = "finds a file",
        ["Maintenance.Store.Sql.DuckDb.DuckDbFile"] = "opens the product's own database",
        ["Maintenance.Store.Sql.DuckDb.Native.NativeDatabase"] = "opens the product's own database",
        ["Maintenance.Host.Replay.OfflineTarget"] = "opens the product's own folder",
        ["Maintenance.Host.Composition.OfflinePipeline"] = "opens the product's own folder",
        ["Maintenance.Host.Composition.OfflineStore"] = "opens the product's own folder",
        ["Maintenance.Api.Wording.StoredJson"] = "words that the product itself stored",
        ["Maintenance.Core.Ports.ExactDecimal"] = "digits that a store printed",
        ["Maintenance.Host.Access.AccountAccess"] = "finds the running host",
        ["Maintenance.Host.Access.AlarmRuleAccess"] = "finds the running host",
        ["Maintenance.Host.Access.AssetAccess"] = "finds the running host",
        ["Maintenance.Host.Access.ClosedData"] = "opens the product's own folder",
        ["Maintenance.Host.Access.ModelAccess"] = "finds the running host",
        ["Maintenance.Host.Access.OffsetAccess"] = "finds the running host",
        ["Maintenance.Host.Access.SqlAccess"] = "finds the running host",
    };

    [Fact]
    public void Every_implementation_of_a_reading_port_has_a_target()
    {
        var covered = Covered();
        var readers = Types().Where(t => !t.IsInterface && !t.IsAbstract && Ports.Any(p => t.IsAssignableTo(p))).ToList();
        readers.Count.ShouldBeGreaterThanOrEqualTo(6);
        readers.Where(t => !covered.Contains(t)).Select(t => t.FullName).ShouldBeEmpty("add a FuzzTarget that names it in Reads");
    }

    [Fact]
    public void Every_static_reader_of_bytes_or_text_has_a_target()
    {
        var covered = Covered();
        var readers = Types().Where(t =>
            t.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly).Any(IsReader)).ToList();
        readers.Count.ShouldBeGreaterThan(20);
        readers.Where(t => !covered.Contains(t)).Select(t => t.FullName!).Except(Exempt.Keys, StringComparer.Ordinal)
            .ShouldBeEmpty("add a FuzzTarget that names it in Reads, or exempt it with a reason");
        Exempt.Keys.Except(readers.Select(t => t.FullName!), StringComparer.Ordinal).ShouldBeEmpty("these need no exemption any more");
    }

    private static bool IsReader(MethodInfo method) => Verbs.Any(v => method.Name == v || method.Name == v + "Async")
        && method.GetParameters() is [var first, ..] && Inputs.Contains(first.ParameterType);

    private static HashSet<Type> Covered()
    {
        var covered = new HashSet<Type>();
        foreach (var name in FuzzTargets.Names)
        {
            using var target = FuzzTargets.Create(name);
            covered.UnionWith(target.Reads);
        }
        return covered;
    }

    private static IEnumerable<Type> Types() => Directory.EnumerateFiles(AppContext.BaseDirectory, "Maintenance.*.dll")
        .Where(f => !Path.GetFileName(f).Contains(".Tests.", StringComparison.Ordinal) && Path.GetFileName(f) is not "Maintenance.dll")
        .Concat([Path.Combine(AppContext.BaseDirectory, "maintenance.dll")]).Where(File.Exists)
        .Select(f => Assembly.LoadFrom(f)).SelectMany(a => a.GetTypes())
        .Where(t => t.Namespace?.StartsWith("Maintenance.", StringComparison.Ordinal) == true);
}
