using System.Net.Http.Json;

namespace Maintenance.Tests.Web;

/// <summary>Requests of the access matrices, by the word that stands there for method and body.</summary>
internal static class Answers
{
    /// <summary>Status of the answer to one request.</summary>
    public static async Task<int> StatusAsync(HttpClient client, string method, string path)
    {
        static object Place(string region) => new { region, site = "GRANE", rig = "RIG9" };
        using var answer = method switch
        {
            "GET" => await client.GetAsync(path),
            "POST" => await client.PostAsync(path, content: null),
            "SQL" => await client.PostAsJsonAsync(path, new { query = "SELECT 1" }),
            "DELETE" => await client.DeleteAsync(path),
            "PUT-RULE" => await client.PutAsJsonAsync(path, new { definition = new { title = "t" } }),
            "PUT-DRY-RUN" => await client.PostAsJsonAsync(path, new { rule = "nothing" }),
            "PUT-RECORD" => await client.PostAsJsonAsync(path, new { kind = "inspected" }),
            "PUT-ORDER" => await client.PostAsJsonAsync(path, new { asset = TwoRegionsFixture.North, title = "look" }),
            "PATCH-ORDER" => await client.PatchAsJsonAsync(path, new { revision = 1 }),
            "CLOSE-ORDER" => await client.PostAsJsonAsync(path, new { revision = 1, outcome = "not_inspected" }),
            "PUT-PRODUCTION" => await client.PostAsJsonAsync(path,
                new[] { new { asset = TwoRegionsFixture.North, day = "2026-05-03", oilM3 = 90 } }),
            "PUT-BUDGET" => await client.PostAsJsonAsync(path,
                new[] { new { region = "north-sea", department = "drilling", month = "2026-05", amount = 1 } }),
            "PUT-ASSET" or "PUT-NORTH" => await client.PutAsJsonAsync(path, Place("north-sea")),
            "PUT-SOUTH" => await client.PutAsJsonAsync(path, Place("santos")),
            "RENAME-USER" => await client.PostAsJsonAsync(path, new { name = "nobody", newName = "somebody" }),
            "PUT-PASSWORD" => await client.PutAsJsonAsync(path, new { current = "not theirs", password = "long enough for us" }),
            "PUT-USER" => await client.PutAsJsonAsync(path, new { role = "viewer", regions = "*", password = "long enough for us" }),
            _ => throw new NotSupportedException(method),
        };
        return (int)answer.StatusCode;
    }
}
