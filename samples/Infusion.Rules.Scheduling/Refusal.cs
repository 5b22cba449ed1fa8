using System.Collections.Immutable;
using Infusion.Rules.Documents;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Infusion.Rules.Scheduling;

/// <summary>One mistake of what was sent, and where it is.</summary>
/// <param name="Path">The place in the record, such as <c>$.visits[1].appointment</c>.</param>
/// <param name="Line">The line of what was sent, from 1.</param>
/// <param name="Column">The column of what was sent, from 1.</param>
/// <param name="Found">What was found.</param>
/// <param name="Allowed">What is allowed there.</param>
/// <param name="Nearest">The nearest valid name; <c>null</c> when none is close.</param>
internal sealed record Mistake(string Path, long Line, long Column, string Found, string Allowed, string? Nearest);

/// <summary>What is answered instead, as RFC 9457 has it.</summary>
internal static class Refusal
{
    public static ProblemHttpResult NoSuch(string what) => Of(StatusCodes.Status404NotFound, $"There is no {what}.");

    public static ProblemHttpResult Of(int status, string detail) => TypedResults.Problem(detail, statusCode: status);

    /// <summary>Every mistake of a document.</summary>
    /// <param name="problems">The problems.</param>
    /// <param name="before">How many columns stand before what was sent, all in the first line.</param>
    public static ProblemHttpResult Of(ImmutableArray<Problem> problems, int before = 0) => Of([.. problems.Select(problem => new Mistake(
        problem.Path, problem.Line, problem.Line == 1 ? Math.Max(1, problem.Column - before) : problem.Column, problem.Found,
        problem.Allowed, problem.Nearest))]);

    public static ProblemHttpResult Of(params Mistake[] mistakes) => TypedResults.Problem(
        "What was sent cannot be read as part of a record.", statusCode: StatusCodes.Status400BadRequest,
        extensions: new Dictionary<string, object?> { ["problems"] = mistakes });
}
