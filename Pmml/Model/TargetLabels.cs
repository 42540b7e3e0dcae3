using Maintenance.Pmml.ClusteringModel;
using Maintenance.Pmml.DataDictionary;
using Maintenance.Pmml.GeneralRegressionModel;
using Maintenance.Pmml.MiningModel;
using Maintenance.Pmml.NaiveBayesModel;
using Maintenance.Pmml.NearestNeighborModel;
using Maintenance.Pmml.NeuralNetwork;
using Maintenance.Pmml.RegressionModel;
using Maintenance.Pmml.RuleSetModel;
using Maintenance.Pmml.SupportVectorMachineModel;
using Maintenance.Pmml.TreeModel;

namespace Maintenance.Pmml.Model;

/// <summary>Collects the categories a classification model can answer, where the data dictionary does not list them (all).</summary>
internal static class TargetLabels
{
    public static void Collect(ModelElement model, Vocabulary labels)
    {
        switch (model)
        {
            case TreeModelElement tree:
                CollectNode(tree.Root, labels);
                break;
            case RegressionModelElement regression:
                foreach (var table in regression.Tables)
                    if (table.TargetCategory is { } category) labels.Add(category);
                break;
            case GeneralRegressionElement general:
                foreach (var category in general.Categories()) labels.Add(category);
                break;
            case NeuralNetworkElement network:
                foreach (var category in network.Categories()) labels.Add(category);
                break;
            case SupportVectorMachineElement machine:
                foreach (var category in machine.Categories()) labels.Add(category);
                break;
            case NaiveBayesElement bayes:
                foreach (var prior in bayes.Priors) labels.Add(prior.Required("value"));
                break;
            case ClusteringModelElement clustering:
                foreach (var label in clustering.Labels) labels.Add(label);
                break;
            case NearestNeighborElement neighbors:
                foreach (var label in NearestNeighborCompiler.Labels(neighbors)) labels.Add(label);
                break;
            case RuleSetModelElement rules:
                foreach (var rule in rules.Rules) labels.Add(rule.Score);
                if (rules.DefaultScore is not null) labels.Add(rules.DefaultScore);
                break;
            case MiningModelElement { Method: MultipleModelMethod.ModelChain } chain:
                Collect(chain.Segments[^1].Model, labels);
                break;
            case MiningModelElement mining:
                foreach (var segment in mining.Segments)
                    if (segment.Model.IsClassification) Collect(segment.Model, labels);
                break;
        }
    }

    private static void CollectNode(Node node, Vocabulary labels)
    {
        if (node.Score is not null) labels.Add(node.Score);
        foreach (var distribution in node.Distribution) labels.Add(distribution.Value);
        foreach (var child in node.Children) CollectNode(child, labels);
    }
}
