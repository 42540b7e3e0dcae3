namespace Maintenance.Ingest.Sources.Http;

/// <summary>A body is not taken; nothing of it is kept, and the sender is told.</summary>
internal sealed class BodyRefusedException(int status, string reason, string detail) : Exception(detail)
{
    /// <summary>Status of the answer.</summary>
    public int Status { get; } = status;

    /// <summary>Reason in the answer.</summary>
    public string Reason { get; } = reason;
}
