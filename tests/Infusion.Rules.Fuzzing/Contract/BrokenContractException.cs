namespace Infusion.Rules.Fuzzing.Contract;

/// <summary>An input after which something does not hold that holds for every input.</summary>
/// <param name="what">What does not hold.</param>
internal sealed class BrokenContractException(string what) : Exception(what)
{
    /// <summary>Fails unless something holds.</summary>
    public static void Unless(bool holds, string what)
    {
        if (!holds)
        {
            throw new BrokenContractException(what);
        }
    }
}
