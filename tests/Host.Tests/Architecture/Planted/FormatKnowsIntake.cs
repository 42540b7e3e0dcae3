namespace Maintenance.Ingest.Formats.Json.Planted;

/// <summary>Breaks: formats know the port alone.</summary>
internal sealed class FormatKnowsIntake
{
    public Intake.IngestResult? Known { get; set; }
}
