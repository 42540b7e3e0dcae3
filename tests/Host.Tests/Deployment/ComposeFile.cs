using YamlDotNet.Core;
using YamlDotNet.Serialization;
using Node = System.Collections.Generic.Dictionary<object, object>;

namespace Maintenance.Host.Tests.Deployment;

/// <summary>docker-compose.yml, merge keys resolved.</summary>
internal sealed class ComposeFile
{
    private readonly Node _root;

    private ComposeFile(Node root)
    {
        _root = root;
        Services = Map(root, "services").ToDictionary(s => (string)s.Key, s => new ComposeService((string)s.Key, (Node)s.Value));
    }

    public IReadOnlyDictionary<string, ComposeService> Services { get; }

    /// <summary>File of each secret.</summary>
    public IReadOnlyDictionary<string, string> Secrets => Map(_root, "secrets")
        .ToDictionary(s => (string)s.Key, s => (string)((Node)s.Value)["file"]);

    public IEnumerable<string> Networks => Map(_root, "networks").Keys.Cast<string>();

    public IEnumerable<string> Volumes => Map(_root, "volumes").Keys.Cast<string>();

    public static ComposeFile Read()
    {
        using var text = File.OpenText(Repository.PathOf("docker-compose.yml"));
        return new ComposeFile(new DeserializerBuilder().Build().Deserialize<Node>(new MergingParser(new Parser(text))));
    }

    public static Node Map(Node node, string key) => node.TryGetValue(key, out var value) ? (Node)value : [];

    public static IReadOnlyList<object> List(Node node, string key) => node.TryGetValue(key, out var value) ? (List<object>)value : [];
}
