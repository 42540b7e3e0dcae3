using ArchUnitNET.Domain;
using ArchUnitNET.Fluent;
using ArchUnitNET.Fluent.Syntax.Elements.Types;
using static ArchUnitNET.Fluent.ArchRuleDefinition;

namespace Maintenance.Host.Tests.Architecture;

/// <summary>Who may know whom, by the types that types use (docs/architecture.md).</summary>
internal static class DependencyRules
{
    private static readonly string[] Stages = ["Simulator", "Ingest", "Scoring", "Store", "Dashboard", "Notification"];

    /// <summary>Every rule by name.</summary>
    public static IReadOnlyDictionary<string, IArchRule> All { get; } = new Dictionary<string, IArchRule>(StringComparer.Ordinal)
    {
        ["Core knows .NET's own library alone"] = Forbid("Core", @"(?!System|Microsoft\.CodeAnalysis|Maintenance\.Core)."),
        ["Core knows nothing of the web"] = Forbid("Core", @"Microsoft\.(AspNetCore|Extensions)"),
        ["Pmml knows .NET's own library alone"] = Forbid("Pmml", @"(?!System|Microsoft\.CodeAnalysis|Maintenance\.Pmml)."),
        ["Simulator knows no other stage"] = ForbidStagesTo("Simulator"),
        ["Ingest knows no other stage"] = ForbidStagesTo("Ingest"),
        ["Scoring knows no other stage"] = ForbidStagesTo("Scoring"),
        ["Store knows no other stage"] = ForbidStagesTo("Store"),
        ["Dashboard knows no other stage"] = ForbidStagesTo("Dashboard"),
        ["Notification knows no other stage"] = ForbidStagesTo("Notification"),
        ["Api knows no stage, above all no pages"] = Forbid("Api", $@"Maintenance\.({string.Join('|', Stages)})(\.|$)"),
        ["Api renders nothing"] = Forbid("Api", @"Microsoft\.AspNetCore\.(Components|SignalR)"),
        ["Queries know Core alone"] = Forbid("Queries", @"(Maintenance\.(?!Core(\.|$)|Queries(\.|$))|Microsoft\.(AspNetCore|Extensions))"),
        ["No stage knows Host"] = Forbid($"({string.Join('|', Stages)}|Core|Queries|Api)", @"Maintenance\.Host"),
        ["DuckDB's engine knows no other"] = Forbid(@"Store\.Sql\.DuckDb", @"Maintenance\.Store\.(Sql\.MySql|Log)(\.|$)"),
        ["The MySQL-wire engine knows no other"] = Forbid(@"Store\.Sql\.MySql", @"Maintenance\.Store\.(Sql\.DuckDb|Log)(\.|$)"),
        ["The Kafka engine knows no other"] = Forbid(@"Store\.Log\.Kafka", @"Maintenance\.Store\.(Log\.Embedded|Sql)(\.|$)"),
        ["The embedded engine knows no other"] = Forbid(@"Store\.Log\.Embedded", @"Maintenance\.Store\.(Log\.Kafka|Sql)(\.|$)"),
        ["The log knows neither store nor backup nor retention"] =
            Forbid(@"Store\.Log", @"Maintenance\.Store\.(Sql|Backup|Retention)(\.|$)"),
        ["The condition store knows neither log nor backup nor retention"] =
            Forbid(@"Store\.Sql", @"Maintenance\.Store\.(Log|Backup|Retention)(\.|$)"),
        ["Retention knows the store's port alone"] = Forbid(@"Store\.Retention", @"Maintenance\.Store\.(Log|Sql|Backup)(\.|$)"),
        ["Backups know the condition store alone"] = Forbid(@"Store\.Backup", @"Maintenance\.Store\.(Log|Retention)(\.|$)"),
        ["Kafka's client is in its engine alone"] = KeepTo(@"Confluent\.Kafka", @"Store\.Log\.Kafka"),
        ["FASTER is in the embedded log alone"] = KeepTo(@"FASTER", @"Store\.Log\.Embedded"),
        ["DuckDB's library is in its engine alone"] = KeepTo(@"DuckDB\.NET", @"Store\.Sql\.DuckDb"),
        ["MySQL's client is in its engine alone"] = KeepTo("MySqlConnector", @"Store\.Sql\.MySql"),
        ["ML.NET is in its adapter and in Training alone"] = KeepTo(@"Microsoft\.ML", "(MlNet|Training)"),
        ["The adapter of ML.NET knows Core and Pmml alone"] = Forbid("MlNet", @"Maintenance\.(?!(MlNet|Core|Pmml)(\.|$))"),
        ["Training is known to Host alone"] = KeepTo(@"Maintenance\.Training", "(Training|Host)"),
        ["Training knows neither Dashboard nor Host"] = Forbid("Training", @"Maintenance\.(Dashboard|Host)(\.|$)"),
        ["Host holds no training, evaluation or bench"] = Types().That()
            .ResideInNamespaceMatching(@"^Maintenance\.Host\.(Training|Evaluation|Bench)(\.|$)").Should().NotExist(),
        ["MQTT is in Ingest's sources and Simulator alone"] = KeepTo("MQTTnet", @"(Ingest\.Sources|Simulator)"),
        ["Formats know the port alone: no source, no batch, no limit"] =
            Forbid(@"Ingest\.Formats\.\w+", @"Maintenance\.Ingest\.(?!Formats)"),
        ["Sources know formats by their registry alone"] = Forbid(@"Ingest\.Sources", @"Maintenance\.Ingest\.Formats\."),
        ["Sources know the door into the log, and the door no source"] =
            Forbid(@"Ingest\.(Intake|Validation|Observability)", @"Maintenance\.Ingest\.Sources"),
        ["HTTP knows nothing of MQTT"] = Forbid(@"Ingest\.Sources\.Http", @"Maintenance\.Ingest\.Sources\.(?!Http)"),
        ["A record's bytes are read and written by its codec alone"] =
            Forbid(@"(Ingest\.(Formats|Intake|Validation)|Scoring|Simulator\.Load)", @"System\.Buffers\.Binary"),
        ["Mail and push are in Notification alone"] = KeepTo(@"(MailKit|MimeKit|Lib\.Net\.Http\.WebPush)", "Notification"),
        ["PDF is written by reports alone"] = KeepTo("PdfSharp", @"Api\.Business"),
        ["OpenTelemetry is in Api alone"] = KeepTo("OpenTelemetry", "Api"),
    };

    /// <summary>Types of the product in a namespace do not use types of another.</summary>
    /// <param name="subject">Regular expression: what follows <c>Maintenance.</c></param>
    /// <param name="forbidden">Regular expression: the beginning of the forbidden namespaces.</param>
    private static ArchRule<IType> Forbid(string subject, string forbidden) =>
        Types().That().ResideInNamespaceMatching($@"^Maintenance\.{subject}(\.|$)").Should().NotDependOnAny(In(forbidden))
            .WithoutRequiringPositiveResults();

    private static ArchRule<IType> ForbidStagesTo(string stage) =>
        Forbid(stage, $@"Maintenance\.({string.Join('|', Stages.Where(s => s != stage))})(\.|$)");

    /// <summary>A library is used in its home and nowhere else.</summary>
    private static TypesShouldConjunction KeepTo(string library, string home) =>
        Types().That().ResideInNamespaceMatching($@"^Maintenance\.(?!{home}(\.|$))").Should().NotDependOnAny(In($@"{library}(\.|$)"));

    private static GivenTypesConjunction In(string space) => Types(includeReferenced: true).That().ResideInNamespaceMatching("^" + space);
}
