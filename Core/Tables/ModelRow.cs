namespace Maintenance.Core.Tables;

/// <summary>A model known to this installation: upsert by hash. Times are Unix µs, UTC.</summary>
public readonly record struct ModelRow : ITableRow<ModelRow>
{
    /// <inheritdoc/>
    public static TableSchema Table { get; } = TableSchema.Of<ModelRow>("model", "model_hash");

    /// <summary>SHA-256 of the document.</summary>
    public required string ModelHash { get; init; }

    /// <summary>Name.</summary>
    public required string? Name { get; init; }

    /// <summary>One of <c>ModelStages</c>.</summary>
    public required string? Stage { get; init; }

    /// <summary>When it was first loaded.</summary>
    public required long LoadedUnixMicros { get; init; }

    /// <summary>Document as imported, bytes.</summary>
    public required byte[]? Document { get; init; }

    /// <summary>One of <c>ModelRoles</c>.</summary>
    public required string? Role { get; init; }

    /// <summary>JSON object.</summary>
    public required string? Card { get; init; }

    /// <summary>Actor.</summary>
    public required string? LoadedBy { get; init; }

    /// <summary>When it last became champion.</summary>
    public required long PromotedUnixMicros { get; init; }

    /// <summary>Actor.</summary>
    public required string? PromotedBy { get; init; }

    /// <summary>When it was retired.</summary>
    public required long RetiredUnixMicros { get; init; }

    /// <inheritdoc/>
    public static ModelRow Map<TMap>(ref TMap map, in ModelRow row) where TMap : struct, IRowMap => new()
    {
        ModelHash = map.Text("model_hash", row.ModelHash),
        Name = map.TextOrNull("name", row.Name),
        Stage = map.TextOrNull("stage", row.Stage),
        LoadedUnixMicros = map.Timestamp("loaded", row.LoadedUnixMicros),
        Document = map.Blob("document", row.Document),
        Role = map.TextOrNull("role", row.Role),
        Card = map.TextOrNull("card", row.Card),
        LoadedBy = map.TextOrNull("loaded_by", row.LoadedBy),
        PromotedUnixMicros = map.Timestamp("promoted", row.PromotedUnixMicros),
        PromotedBy = map.TextOrNull("promoted_by", row.PromotedBy),
        RetiredUnixMicros = map.Timestamp("retired", row.RetiredUnixMicros),
    };
}
