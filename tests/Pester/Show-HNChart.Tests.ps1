BeforeAll { . "$PSScriptRoot/Shared.ps1" }

Describe 'Show-HNChart' {
    It 'draws within the width that is asked for' {
        $lines = (Get-HNEpoch $SampleRun | Show-HNChart ValDice -Width 60) -replace "`e\[[0-9;]*m"
        ($lines | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 60
        $lines[0] | Should -Match 'n = 18'
    }

    It 'is plain with NO_COLOR' {
        $before = $env:NO_COLOR
        try {
            $env:NO_COLOR = '1'
            Get-HNEpoch $SampleRun | Show-HNChart ValDice -Kind Sparkline | Should -Not -Match "`e"
        }
        finally { $env:NO_COLOR = $before }
    }

    It 'draws anything with a number' {
        1..5 | ForEach-Object { [pscustomobject]@{ Name = "n$_"; Value = $_ } } | Show-HNChart Value -Kind Bar -Width 40 | Should -HaveCount 5
    }
}
