package main

import "github.com/plaid/plaid-go/plaid"

type Webhook struct {
	Code        int    `json:"code"`
	AccessToken string `json:"access_token"`
}

func (s *Server) handlePlaidWebhook(c *gin.Context) {
	var hook Webhook
	if err := c.BindJSON(&hook); err != nil {
		return
	}
	switch hook.Code {
	case 0, 1:
		s.pull(hook.AccessToken)
	case 2: // case 4:
		s.more(hook.AccessToken)
	default:
		log.Println("case 3:")
	}
}

func routes(s *Server) {
	router.POST("/plaid/webhook", s.handlePlaidWebhook)
}
