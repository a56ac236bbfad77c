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

    It 'is coloured on a screen and plain in a file' {
        $before = $PSStyle.OutputRendering
        $wish = $env:NO_COLOR
        try {
            $env:NO_COLOR = $null
            $PSStyle.OutputRendering = 'Ansi'
            $lines = Get-HNEpoch $SampleRun | Show-HNChart ValDice, TrainDice -Width 60
            $lines[0].GetType().FullName | Should -Be 'HybridNet.PowerShell.ChartLine'
            $lines | Out-String | Should -Match "`e"
            $lines | Set-Content TestDrive:/set.txt
            $PSStyle.OutputRendering = 'Host'
            $lines > TestDrive:/redirected.txt
            $lines | Out-File TestDrive:/out.txt
        }
        finally {
            $PSStyle.OutputRendering = $before
            $env:NO_COLOR = $wish
        }
        foreach ($name in 'set', 'redirected', 'out') {
            $text = Get-Content "TestDrive:/$name.txt"
            $text -match "`e" | Should -BeNullOrEmpty
            $text | Should -Be @($lines.Text)
        }
    }

    It 'draws dots where X is not sorted' {
        $scores = 3, 1, 2 | ForEach-Object { [pscustomobject]@{ Rank = $_; Value = $_ } }
        "$(($scores | Show-HNChart Value -Width 40)[0])" | Should -Match 'dots: not sorted by X$'
        "$(($scores | Sort-Object Rank | Show-HNChart Value -Width 40)[0])" | Should -Not -Match 'dots'
    }

    It 'draws anything with a number' {
        1..5 | ForEach-Object { [pscustomobject]@{ Name = "n$_"; Value = $_ } } | Show-HNChart Value -Kind Bar -Width 40 | Should -HaveCount 5
    }
}
