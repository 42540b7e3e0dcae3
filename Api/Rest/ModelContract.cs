using System.Text.Json;
using Maintenance.Core.Models;

namespace Maintenance.Api.Rest;

/// <summary>A registered model. Times are UTC.</summary>
/// <param name="Hash">SHA-256 of the document; <c>modelHash</c> of the assessments it scored.</param>
/// <param name="Name">Name from the document.</param>
/// <param name="Role">drill-health or drill-life.</param>
/// <param name="Stage">candidate, shadow, champion or retired.</param>
/// <param name="LoadedBy">Who imported it.</param>
/// <param name="Loaded">When it was imported.</param>
/// <param name="Promoted">When it last became champion.</param>
/// <param name="PromotedBy">Who made it champion.</param>
/// <param name="Retired">When it was retired.</param>
/// <param name="Bytes">Length of the document.</param>
/// <param name="Card">Model card.</param>
internal sealed record ModelContract(
    string Hash, string Name, string Role, string Stage, string LoadedBy, DateTime Loaded, DateTime? Promoted, string? PromotedBy,
    DateTime? Retired, long Bytes,
    JsonElement? Card)
{
    public static ModelContract Of(RegisteredModel m) => new(
        m.Hash, m.Name, m.Role, m.Stage, m.LoadedBy, m.Loaded, m.Promoted, m.PromotedBy, m.Retired, m.Bytes, m.Card is null
            ? null : JsonElement.Parse(m.Card));
}
