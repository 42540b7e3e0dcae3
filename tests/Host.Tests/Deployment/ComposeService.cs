using System.Globalization;
using Node = System.Collections.Generic.Dictionary<object, object>;

namespace Maintenance.Host.Tests.Deployment;

/// <summary>One service of the file.</summary>
internal sealed class ComposeService(string name, Node node)
{
    public string Name => name;

    public string Image => (string)node["image"];

    public bool IsOurs => Image == "maintenance";

    /// <summary>How long it may take to stop before it is killed.</summary>
    public TimeSpan StopGracePeriod =>
        TimeSpan.FromSeconds(int.Parse(((string)node["stop_grace_period"]).TrimEnd('s'), CultureInfo.InvariantCulture));

    public bool HasHealthCheck => node.ContainsKey("healthcheck");

    public IReadOnlyDictionary<string, string> Environment => ComposeFile.Map(node, "environment")
        .ToDictionary(e => (string)e.Key, e => (string)e.Value);

    public IReadOnlyList<string> Command => [.. ComposeFile.List(node, "command").Cast<string>()];

    public IReadOnlyList<string> Networks => [.. ComposeFile.List(node, "networks").Cast<string>()];

    /// <summary>Source of each mount: a volume's name, or a path of the project beginning with a dot.</summary>
    public IReadOnlyList<string> Mounts => [.. ComposeFile.List(node, "volumes").Cast<string>().Select(v => v.Split(':')[0])];

    public IReadOnlyDictionary<string, string> DependsOn => ComposeFile.Map(node, "depends_on")
        .ToDictionary(d => (string)d.Key, d => (string)((Node)d.Value)["condition"]);

    /// <summary>Name of the file under /run/secrets, and the secret that is there.</summary>
    public IReadOnlyDictionary<string, string> Secrets => ComposeFile.List(node, "secrets")
        .Select(s => s is Node detailed ? ((string)detailed["target"], (string)detailed["source"]) : ((string)s, (string)s))
        .ToDictionary(s => s.Item1, s => s.Item2);

    /// <summary>Word after an option of the command.</summary>
    public string Option(string option) => Command[Command.ToList().IndexOf(option) + 1];
}
