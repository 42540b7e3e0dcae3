using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Maintenance.Core.Alarms;

/// <summary>
/// Reads definitions of rules (<c>docs/formats/alarm-rules.md</c>): of the fleet a whole rule, of a nearer scope what differs. What is read
/// is bounded: at most <see cref="MaxLength"/> characters, ten levels of nesting, 64 comparisons.
/// </summary>
public static class AlarmRuleJson
{
    /// <summary>Most characters of a definition.</summary>
    public const int MaxLength = 32_768;

    private const int MaxDepth = 24;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false };

    /// <summary>Reads a definition's JSON; says nothing of its fields.</summary>
    /// <exception cref="AlarmRuleException">Not one JSON object, or longer or deeper than allowed.</exception>
    public static JsonObject Read(string json)
    {
        if (json.Length > MaxLength)
            throw new AlarmRuleException("", $"The definition has {json.Length:N0} characters; at most {MaxLength:N0} are allowed.");
        try
        {
            var node = JsonNode.Parse(json, documentOptions: Strict);
            if (node is not JsonObject definition)
                throw new AlarmRuleException("", "The definition is not a JSON object; expected { \"title\": … }.");
            // Names and texts are decoded when they are first asked for: now, so that none is found wrong later.
            Walk(definition);
            return definition;
        }
        catch (JsonException error)
        {
            throw new AlarmRuleException("", $"The definition is not JSON: {error.Message}");
        }
        catch (Exception error) when (error is InvalidOperationException or EncoderFallbackException)
        {
            throw new AlarmRuleException("", "The definition holds half of a surrogate pair, which is no text.");
        }
    }

    /// <summary>
    /// Lays a nearer definition over a farther one (a JSON merge patch, RFC 7396): objects are merged field by field, <c>null</c> removes,
    /// anything else replaces. A condition that names a signal or a combination replaces the other whole; one that does not, changes the
    /// limit, the deadband or the word of the other.
    /// </summary>
    /// <param name="farther">Changed.</param>
    /// <param name="nearer">Not changed.</param>
    /// <param name="told">Told each field that the nearer one states, by its path.</param>
    public static void Lay(JsonObject farther, JsonObject nearer, Action<string>? told = null) => Lay(farther, nearer, "", told);

    private static void Lay(JsonObject farther, JsonObject nearer, string path, Action<string>? told)
    {
        foreach (var (name, value) in nearer)
        {
            var at = path.Length == 0 ? name : $"{path}.{name}";
            if (value is null) farther.Remove(name);
            else if (value is JsonObject patch && !AlarmConditionJson.IsWhole(patch))
            {
                if (farther[name] is not JsonObject target) farther[name] = target = [];
                Lay(target, patch, at, told);
                continue;
            }
            else farther[name] = value.DeepClone();
            told?.Invoke(at);
        }
    }

    private static void Walk(JsonNode? node)
    {
        if (node is JsonObject fields)
            foreach (var (_, value) in fields) Walk(value);
        else if (node is JsonArray array)
            foreach (var value in array) Walk(value);
        else if (node?.GetValueKind() == JsonValueKind.String) _ = node.GetValue<string>();
    }
}
