using Maintenance.Pmml.DataDictionary;
using Maintenance.Pmml.Predicates;
using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml.TreeModel;

/// <summary>Node of a tree.</summary>
internal sealed class Node
{
    public Node(PmmlElement element, bool isClassification, bool isBinary)
    {
        Element = element;
        element.AllowOnly([.. Predicate.ElementNames, "Node", "ScoreDistribution", "Partition"]);
        Predicate = Predicate.ReadOf(element);
        Score = element.Optional("score");
        RecordCount = element.Number("recordCount", double.NaN);
        Children = [.. element.ChildrenNamed("Node").Select(c => new Node(c, isClassification, isBinary))];
        // Exporters that merge a split write one child; more than two contradict binarySplit.
        if (isBinary && Children.Count > 2) throw element.Refuse($"splitCharacteristic is binarySplit, but the node has {Children.Count} "
            + "children.");
        DefaultChild = FindDefaultChild(element.Optional("defaultChild"));
        Id = element.Optional("id");
        if (!isClassification)
            foreach (var counts in element.ChildrenNamed("ScoreDistribution")) counts.LeaveOut(); // the score alone is the number
        Distribution = isClassification ? [.. element.ChildrenNamed("ScoreDistribution").Select(ScoreDistribution.Read)] : [];
    }

    public PmmlElement Element { get; }

    public Predicate Predicate { get; }

    public string? Id { get; }

    public string? Score { get; }

    /// <summary>Training records that reached the node; NaN when absent.</summary>
    public double RecordCount { get; }

    public IReadOnlyList<Node> Children { get; }

    /// <summary>Index of the default child, or −1.</summary>
    public int DefaultChild { get; }

    public IReadOnlyList<ScoreDistribution> Distribution { get; }

    private int FindDefaultChild(string? id)
    {
        if (id is null) return -1;
        for (var i = 0; i < Children.Count; i++)
            if (string.Equals(Children[i].Id, id, StringComparison.Ordinal)) return i;
        throw Element.Refuse($"defaultChild=\"{PmmlElement.Shorten(id)}\" names no child of the node.");
    }

    /// <summary>Adds the categories of the node, then those of its children.</summary>
    public void AddCategories(Vocabulary labels)
    {
        if (Score is not null) labels.Add(Score);
        foreach (var distribution in Distribution) labels.Add(distribution.Value);
        foreach (var child in Children) child.AddCategories(labels);
    }
}
