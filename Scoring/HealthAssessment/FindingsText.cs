using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Maintenance.Scoring.HealthAssessment;

/// <summary>Writes what is suspected as JSON, by way of one buffer: little but the text is allocated. Threading: one worker.</summary>
internal sealed class FindingsText
{
    private readonly ArrayBufferWriter<byte> _bytes = new(2048);

    /// <summary>The text of the reasons of an assessment.</summary>
    public string Of(Reason[] reasons) => Of(reasons, ReasonJson.Default.ReasonArray);

    /// <summary>The text of the failure modes that are suspected.</summary>
    public string Of(SuspectedMode[] modes) => Of(modes, EvidenceJson.Default.SuspectedModeArray);

    private string Of<T>(T value, JsonTypeInfo<T> type)
    {
        _bytes.ResetWrittenCount();
        using (var writer = new Utf8JsonWriter(_bytes)) JsonSerializer.Serialize(writer, value, type);
        return Encoding.UTF8.GetString(_bytes.WrittenSpan);
    }
}
