namespace Maintenance.Core.Tables;

/// <summary>A person who may sign in: upsert by name. Times are Unix µs, UTC.</summary>
public readonly record struct UserAccountRow : ITableRow<UserAccountRow>
{
    /// <inheritdoc/>
    public static TableSchema Table { get; } = TableSchema.Of<UserAccountRow>("user_account", "name");

    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>Role.</summary>
    public required string? Role { get; init; }

    /// <summary>Regions the user may see.</summary>
    public required string? Regions { get; init; }

    /// <summary>Encrypted password hash.</summary>
    public required string? PasswordHash { get; init; }

    /// <summary>When it was created.</summary>
    public required long CreatedUnixMicros { get; init; }

    /// <summary>Whose start page the user sees first; null: none was chosen.</summary>
    public required string? Department { get; init; }

    /// <summary>When the user ended the tour.</summary>
    public required long TourEndedUnixMicros { get; init; }

    /// <inheritdoc/>
    public static UserAccountRow Map<TMap>(ref TMap map, in UserAccountRow row) where TMap : struct, IRowMap => new()
    {
        Name = map.Text("name", row.Name),
        Role = map.TextOrNull("role", row.Role),
        Regions = map.TextOrNull("regions", row.Regions),
        PasswordHash = map.TextOrNull("password_hash", row.PasswordHash),
        CreatedUnixMicros = map.Timestamp("created", row.CreatedUnixMicros),
        Department = map.TextOrNull("department", row.Department),
        TourEndedUnixMicros = map.Timestamp("tour_ended", row.TourEndedUnixMicros),
    };
}
