namespace Infusion.Rules.Tests.Scenarios;

/// <summary>One wrong input.</summary>
/// <param name="Room">The room it is given to.</param>
/// <param name="Input">What is wrong, in words.</param>
/// <param name="Act">Gives it.</param>
/// <param name="Expected">The text of the value; or the error's type, with the
/// parameter it names in brackets, and its message where that matters.</param>
internal sealed record WrongInput(string Room, string Input, Func<object?> Act, string Expected)
{
    public string Title => $"{Room}: {Input}";

    /// <summary>What comes of it, in as many words as are expected.</summary>
    public string Outcome()
    {
        try
        {
            return Act()?.ToString() ?? "null";
        }
        catch (ArgumentException problem)
        {
            string named = $"{problem.GetType().Name}({problem.ParamName})";
            return Expected.Contains(": ", StringComparison.Ordinal) ? $"{named}: {FirstLine(problem.Message)}" : named;
        }
        catch (Exception problem) when (problem is InvalidOperationException)
        {
            return problem.GetType().Name;
        }
    }

    private static string FirstLine(string message) => message.Split(" (Parameter", 2)[0];
}
