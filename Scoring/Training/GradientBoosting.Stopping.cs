using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Maintenance.Scoring.Training.Native;

namespace Maintenance.Scoring.Training;

/// <summary>Training that watches rows it does not learn from.</summary>
public sealed partial class GradientBoosting
{
    /// <summary>
    /// Trains until the error on held-out rows has not become less for so many rounds, or all rounds are done. The error is XGBoost's own for the objective
    /// (multi-class log loss, root mean square), weighted as the rows are.
    /// </summary>
    /// <param name="rows">Rows to learn from.</param>
    /// <param name="held">Rows to watch.</param>
    /// <param name="parameters">Objective and growth; <see cref="BoostingParameters.Rounds"/> at most.</param>
    /// <param name="patience">Rounds without a lesser error after which it stops, at least 1.</param>
    /// <param name="seed">Seed of row and column sampling.</param>
    /// <param name="progress">Told after each round.</param>
    /// <param name="cancellationToken">Stops between two rounds.</param>
    /// <returns>The ensemble of all rounds done, and the round with the least error, from 1.</returns>
    public static unsafe (GradientBoosting Booster, int BestRound) TrainWatched(
        TrainingRows rows, TrainingRows held, BoostingParameters parameters, int patience, int seed, Action<int> progress, CancellationToken cancellationToken)
    {
        using var matrix = CreateLabelled(rows);
        using var watched = CreateLabelled(held);
        var booster = CreateBooster(matrix);
        try
        {
            foreach (var (name, value) in parameters.ToXgboost(seed)) LibXgboost.Check(LibXgboost.XGBoosterSetParam(booster, name, value));
            var (best, least, done) = (0, double.PositiveInfinity, 0);
            for (var i = 0; i < parameters.Rounds && i - best < patience; i++, done++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                LibXgboost.Check(LibXgboost.XGBoosterUpdateOneIter(booster, i, matrix));
                var error = ErrorOn(booster, watched, i);
                if (error < least) (best, least) = (i + 1, error);
                progress(i + 1);
            }
            return (new GradientBoosting(booster, parameters.Classes, done), Math.Max(1, best));
        }
        catch
        {
            booster.Dispose();
            throw;
        }
    }

    // The library answers in text: [3]<tab>held-mlogloss:0.69.
    private static unsafe double ErrorOn(BoosterHandle booster, MatrixHandle matrix, int iteration)
    {
        var raw = matrix.DangerousGetHandle();
        fixed (byte* name = "held\0"u8)
        {
            var names = name;
            LibXgboost.Check(LibXgboost.XGBoosterEvalOneIter(booster, iteration, &raw, &names, 1, out var result));
            var text = Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(result));
            return double.Parse(text.AsSpan(text.LastIndexOf(':') + 1), NumberStyles.Float, CultureInfo.InvariantCulture);
        }
    }
}
