using Maintenance.Pmml.AnomalyDetectionModel;
using Maintenance.Pmml.AssociationModel;
using Maintenance.Pmml.ClusteringModel;
using Maintenance.Pmml.GeneralRegressionModel;
using Maintenance.Pmml.MiningModel;
using Maintenance.Pmml.NaiveBayesModel;
using Maintenance.Pmml.NearestNeighborModel;
using Maintenance.Pmml.NeuralNetwork;
using Maintenance.Pmml.RegressionModel;
using Maintenance.Pmml.RuleSetModel;
using Maintenance.Pmml.Scorecard;
using Maintenance.Pmml.SupportVectorMachineModel;
using Maintenance.Pmml.TreeModel;

namespace Maintenance.Pmml.Model;

/// <summary>The one place where a model element meets its compiler.</summary>
internal static class ModelCompilers
{
    public static ModelBody CompileBody(ModelElement model, CompilationContext context) => model switch
    {
        TreeModelElement tree => new TreeCompiler(tree, context).Compile(),
        RegressionModelElement regression => RegressionCompiler.Compile(regression, context),
        MiningModelElement mining => MiningModelCompiler.Compile(mining, context),
        GeneralRegressionElement general => new GeneralRegressionCompiler(general, context).Compile(),
        NeuralNetworkElement network => new NeuralNetworkCompiler(network, context).Compile(),
        SupportVectorMachineElement machine => SupportVectorMachineCompiler.Compile(machine, context),
        ClusteringModelElement clustering => ClusteringCompiler.Compile(clustering, context),
        RuleSetModelElement rules => new RuleSetCompiler(rules, context).Compile(),
        ScorecardElement card => ScorecardCompiler.Compile(card, context),
        NearestNeighborElement neighbors => NearestNeighborCompiler.Compile(neighbors, context),
        AssociationElement association => AssociationCompiler.Compile(association, context),
        NaiveBayesElement bayes => new NaiveBayesCompiler(bayes, context).Compile(),
        AnomalyDetectionElement anomaly => new CompiledAnomaly(
            context.Result, ModelCompiler.Compile(anomaly.Inner, context.Document, context.Scope, context.Layout, inheritedLabels: null), anomaly.Algorithm, anomaly.MeanDistances, anomaly.SampleSize),
        _ => throw model.Element.Refuse("has no compiler."),
    };
}
