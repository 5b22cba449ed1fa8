using Infusion.Rules.Verification;

namespace Infusion.Rules.Tool.Tests.Repository;

/// <summary>The snippet of the verification package's readme.</summary>
public static class CompareSnippet
{
    public static void Compare(TextWriter Console, InfusionRules before, InfusionRules after)
    {
        #region compare
        DiffReport diff = PolicyDiff.Compare(before, after);    // two InfusionRules
        Console.WriteLine(string.Join("; ", diff.Decisions.Where(decision => !decision.IsEquivalent)));
        CheckReport check = PolicyCheck.Run(after);             // gaps, overlaps, masked and dead rules
        #endregion
        Console.WriteLine(check);
    }
}
